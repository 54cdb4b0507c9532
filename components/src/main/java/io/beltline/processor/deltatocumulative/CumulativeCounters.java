package io.beltline.processor.deltatocumulative;

import static java.util.Objects.requireNonNull;

import io.beltline.api.Ledger;
import io.beltline.api.Meter;
import io.beltline.api.Settings;
import io.beltline.components.series.Tally;
import io.beltline.model.Signal;
import java.util.EnumMap;
import java.util.Map;

/** Counts and books what became of points. Safe for all threads. */
final class CumulativeCounters {
  private final Ledger ledger;
  private final Map<Outcome, Meter.Counter> counters = new EnumMap<>(Outcome.class);

  CumulativeCounters(Settings settings, DeltaToCumulativeConfig config) {
    this.ledger = settings.ledger();
    Meter meter = settings.meter();
    for (Outcome outcome : Outcome.values()) {
      counters.put(
          outcome,
          meter.counter(
              "otelcol_deltatocumulative_datapoints",
              "{datapoint}",
              "Number of datapoints processed; with an error, dropped.",
              outcome.error().isEmpty() ? Map.of() : Map.of("error", outcome.error())));
    }
    meter.gauge(
        "otelcol_deltatocumulative_streams_limit",
        "{stream}",
        "Upper limit of tracked streams.",
        Map.of(),
        config::maxStreams);
    meter.gauge(
        "otelcol_deltatocumulative_streams_max_stale",
        "s",
        "Duration after which inactive streams are forgotten.",
        Map.of(),
        () -> config.maxStale().toSeconds());
  }

  void book(Tally<Outcome> tally) {
    tally.each(
        (dataCase, outcome, points) -> {
          requireNonNull(counters.get(outcome)).add(points);
          if (outcome != Outcome.ADDED) {
            ledger.dropped(Signal.METRICS, outcome.reason(), points);
          }
        });
  }
}
