/** The receiver of the forward protocol of Fluentd and Fluent Bit. */
@NullMarked
package io.beltline.receiver.fluentforward;

import org.jspecify.annotations.NullMarked;
