/** The receiver that receives nothing. */
@NullMarked
package io.beltline.receiver.nop;

import org.jspecify.annotations.NullMarked;
