package io.beltline.processor.metricstarttime;

import static java.util.Objects.requireNonNull;

import io.beltline.api.Ledger;
import io.beltline.api.Meter;
import io.beltline.api.Settings;
import io.beltline.components.series.Tally;
import io.beltline.model.Signal;
import java.util.EnumMap;
import java.util.Map;

/** Counts and books what became of points without a start. Safe for all threads. */
final class StartCounters {
  private final Ledger ledger;
  private final Map<Outcome, Meter.Counter> counters = new EnumMap<>(Outcome.class);

  StartCounters(Settings settings) {
    this.ledger = settings.ledger();
    for (Outcome outcome : Outcome.values()) {
      counters.put(
          outcome,
          settings
              .meter()
              .counter(
                  "beltline_processor_metric_start_time_points",
                  "{points}",
                  "Cumulative points that did not say where they begin.",
                  Map.of("outcome", outcome.label())));
    }
  }

  void book(Tally<Outcome> tally) {
    tally.each(
        (dataCase, outcome, points) -> {
          requireNonNull(counters.get(outcome)).add(points);
          if (outcome == Outcome.INITIAL) {
            ledger.filtered(Signal.METRICS, outcome.label(), points);
          } else if (!outcome.isKept()) {
            ledger.dropped(Signal.METRICS, outcome.label(), points);
          }
        });
  }
}
