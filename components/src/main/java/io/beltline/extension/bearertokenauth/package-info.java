/** The {@code bearertokenauth} extension: a token in a header, sent or asked for. */
@NullMarked
package io.beltline.extension.bearertokenauth;

import org.jspecify.annotations.NullMarked;
