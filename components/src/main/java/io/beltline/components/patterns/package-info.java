/** Regular expressions as users write them. */
@NullMarked
package io.beltline.components.patterns;

import org.jspecify.annotations.NullMarked;
