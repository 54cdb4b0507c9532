/** The receiver of Carbon's plaintext protocol. */
@NullMarked
package io.beltline.receiver.carbon;

import org.jspecify.annotations.NullMarked;
