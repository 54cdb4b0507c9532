package io.beltline.receiver.jaeger;

import io.beltline.model.MalformedTelemetryException;

/** What spans of every form must fulfil. */
final class Checks {
  private Checks() {}

  /** Refuses a span without ids. */
  static void ids(JaegerSpan span) {
    if ((span.traceIdHigh | span.traceIdLow) == 0) {
      throw new MalformedTelemetryException("a span has no trace id");
    }
    if (span.id == 0) {
      throw new MalformedTelemetryException("a span has no span id");
    }
  }
}
