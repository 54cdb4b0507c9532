package io.beltline.verification.client;

/** A way OTLP travels, named as {@code OTEL_EXPORTER_OTLP_PROTOCOL} names it. */
public enum Protocol {
  GRPC("grpc"),
  HTTP_PROTOBUF("http/protobuf"),
  HTTP_JSON("http/json");

  private final String key;

  Protocol(String key) {
    this.key = key;
  }

  String key() {
    return key;
  }

  @Override
  public String toString() {
    return key;
  }
}
