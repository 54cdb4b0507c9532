package io.beltline.verification.flow;

/** How OTLP travels; both sides of a collector under test use the same. */
enum Protocol {
  GRPC("grpc", "otlp", "127.0.0.1:"),
  HTTP("http", "otlphttp", "http://127.0.0.1:");

  private final String key;
  private final String exporter;
  private final String prefix;

  Protocol(String key, String exporter, String prefix) {
    this.key = key;
    this.exporter = exporter;
    this.prefix = prefix;
  }

  /** The key under {@code protocols} of the receiver. */
  String key() {
    return key;
  }

  /** The exporter's type. */
  String exporter() {
    return exporter;
  }

  /** The exporter's endpoint for a port of this machine. */
  String endpoint(int port) {
    return prefix + port;
  }
}
