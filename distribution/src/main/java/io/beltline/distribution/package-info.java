/** The program: its command line, the components it brings, and what it is packed with. */
@NullMarked
package io.beltline.distribution;

import org.jspecify.annotations.NullMarked;
