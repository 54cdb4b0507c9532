package io.beltline.connector.spanmetrics;

import io.beltline.api.Meter;
import java.util.Map;

/** Counts what becomes of spans. Safe for all threads. */
final class SpanCounters {
  private final Meter.Counter aggregated;
  private final Meter.Counter skipped;
  private final Meter.Counter overflowed;
  private final Meter.Counter lost;

  SpanCounters(Meter meter, String prefix) {
    this.aggregated = spans(meter, prefix, "aggregated");
    this.skipped = spans(meter, prefix, "no_service_name");
    this.overflowed =
        meter.counter(
            prefix + "overflows",
            "{observation}",
            "Observations that went to the series of all others, since a limit was reached.",
            Map.of());
    this.lost =
        meter.counter(
            prefix + "lost_resources",
            "{resource}",
            "Resources that were forgotten before their metrics were sent.",
            Map.of());
  }

  private static Meter.Counter spans(Meter meter, String prefix, String outcome) {
    return meter.counter(
        prefix + "spans",
        "{span}",
        "Spans that came in, by what became of them.",
        Map.of("outcome", outcome));
  }

  void aggregated() {
    aggregated.add(1);
  }

  void skipped(long spans) {
    skipped.add(spans);
  }

  void overflowed() {
    overflowed.add(1);
  }

  void lost() {
    lost.add(1);
  }
}
