/** Finding files by patterns. */
@NullMarked
package io.beltline.components.paths;

import org.jspecify.annotations.NullMarked;
