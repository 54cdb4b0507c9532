package io.beltline.verification.client;

import java.util.HashMap;
import java.util.Map;

/**
 * Where and how a client sends, as the OpenTelemetry specification's environment variables say it
 * (OTLP exporter configuration, https://opentelemetry.io/docs/specs/otel/protocol/exporter/).
 *
 * @param service the client's {@code service.name}
 * @param grpcPort the receiver's port for OTLP/gRPC
 * @param httpPort the receiver's port for OTLP/HTTP
 */
public record Delivery(
    String service, Protocol protocol, Compression compression, int grpcPort, int httpPort) {

  Map<String, String> environment() {
    int port = protocol == Protocol.GRPC ? grpcPort : httpPort;
    Map<String, String> variables = new HashMap<>();
    variables.put("OTEL_SERVICE_NAME", service);
    variables.put("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + port);
    variables.put("OTEL_EXPORTER_OTLP_PROTOCOL", protocol.key());
    variables.put("OTEL_TRACES_EXPORTER", "otlp");
    variables.put("OTEL_METRICS_EXPORTER", "otlp");
    variables.put("OTEL_LOGS_EXPORTER", "otlp");
    // "none" is no value for Python's gRPC exporter: no compression is no variable.
    if (compression == Compression.GZIP) {
      variables.put("OTEL_EXPORTER_OTLP_COMPRESSION", "gzip");
    }
    return variables;
  }
}
