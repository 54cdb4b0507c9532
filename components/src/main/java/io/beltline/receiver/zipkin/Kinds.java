package io.beltline.receiver.zipkin;

import io.beltline.model.otlp.SpanKind;

/** The kinds of spans in OTLP's numbers. */
final class Kinds {
  /** What is not told. */
  static final int UNKNOWN = 0;

  private Kinds() {}

  /** The kind of a name of version 2; one that is not known counts as not told. */
  static int of(String name) {
    return switch (name) {
      case "CLIENT" -> SpanKind.CLIENT;
      case "SERVER" -> SpanKind.SERVER;
      case "PRODUCER" -> SpanKind.PRODUCER;
      case "CONSUMER" -> SpanKind.CONSUMER;
      default -> UNKNOWN;
    };
  }

  /** The kind of a number of Zipkin's protobuf. */
  static int of(long number) {
    return switch ((int) Math.min(number, 5)) {
      case 1 -> SpanKind.CLIENT;
      case 2 -> SpanKind.SERVER;
      case 3 -> SpanKind.PRODUCER;
      case 4 -> SpanKind.CONSUMER;
      default -> UNKNOWN;
    };
  }
}
