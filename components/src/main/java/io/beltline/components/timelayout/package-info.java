/** Layouts of times in texts: strptime's and Go's, and numbers since the epoch. */
@NullMarked
package io.beltline.components.timelayout;

import org.jspecify.annotations.NullMarked;
