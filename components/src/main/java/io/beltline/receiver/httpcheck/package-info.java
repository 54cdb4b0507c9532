/** The receiver that checks what HTTP servers answer. */
@NullMarked
package io.beltline.receiver.httpcheck;

import org.jspecify.annotations.NullMarked;
