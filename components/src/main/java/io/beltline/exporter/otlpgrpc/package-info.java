/** The exporter that speaks the OpenTelemetry protocol over gRPC. */
@NullMarked
package io.beltline.exporter.otlpgrpc;

import org.jspecify.annotations.NullMarked;
