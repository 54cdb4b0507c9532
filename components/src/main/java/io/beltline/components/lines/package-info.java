/** Where one log entry ends and the next begins in bytes that come one after the other. */
@NullMarked
package io.beltline.components.lines;

import org.jspecify.annotations.NullMarked;
