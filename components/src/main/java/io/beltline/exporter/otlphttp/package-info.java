/** The exporter that speaks the OpenTelemetry protocol over HTTP. */
@NullMarked
package io.beltline.exporter.otlphttp;

import org.jspecify.annotations.NullMarked;
