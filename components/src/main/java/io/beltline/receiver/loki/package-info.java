/** The receiver of Loki's push protocol. */
@NullMarked
package io.beltline.receiver.loki;

import org.jspecify.annotations.NullMarked;
