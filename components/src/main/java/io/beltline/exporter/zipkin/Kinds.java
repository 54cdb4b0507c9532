package io.beltline.exporter.zipkin;

import io.beltline.model.otlp.SpanKind;
import org.jspecify.annotations.Nullable;

/** The kinds of spans in Zipkin's words and numbers. */
final class Kinds {
  private Kinds() {}

  /** The name in JSON; null for INTERNAL and what is unknown. */
  static @Nullable String name(int kind) {
    return switch (kind) {
      case SpanKind.CLIENT -> "CLIENT";
      case SpanKind.SERVER -> "SERVER";
      case SpanKind.PRODUCER -> "PRODUCER";
      case SpanKind.CONSUMER -> "CONSUMER";
      default -> null;
    };
  }

  /** The number in Zipkin's protobuf; 0 for INTERNAL and what is unknown. */
  static int number(int kind) {
    return switch (kind) {
      case SpanKind.CLIENT -> 1;
      case SpanKind.SERVER -> 2;
      case SpanKind.PRODUCER -> 3;
      case SpanKind.CONSUMER -> 4;
      default -> 0;
    };
  }

  /** Whether the span calls somebody, so that Zipkin draws an edge to its remote endpoint. */
  static boolean calls(int kind) {
    return kind == SpanKind.CLIENT || kind == SpanKind.PRODUCER;
  }
}
