/** The receiver of the OpenTelemetry protocol. */
@NullMarked
package io.beltline.receiver.otlp;

import org.jspecify.annotations.NullMarked;
