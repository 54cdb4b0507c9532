package io.beltline.processor.cumulativetodelta;

import static java.util.Objects.requireNonNull;

import io.beltline.api.Ledger;
import io.beltline.api.Meter;
import io.beltline.api.Settings;
import io.beltline.components.series.Tally;
import io.beltline.model.Signal;
import io.beltline.model.otlp.MetricView;
import java.util.EnumMap;
import java.util.Map;

/** Counts and books what became of points, by type and outcome. Safe for all threads. */
final class DeltaCounters {
  private final Ledger ledger;
  private final Map<Type, Map<Outcome, Meter.Counter>> counters = new EnumMap<>(Type.class);

  /** The types that are converted, as they are called in metrics. */
  private enum Type {
    SUM("sum"),
    HISTOGRAM("histogram"),
    EXPONENTIAL_HISTOGRAM("exponential_histogram");

    private final String label;

    Type(String label) {
      this.label = label;
    }

    static Type of(int dataCase) {
      return switch (dataCase) {
        case MetricView.HISTOGRAM -> HISTOGRAM;
        case MetricView.EXPONENTIAL_HISTOGRAM -> EXPONENTIAL_HISTOGRAM;
        default -> SUM;
      };
    }
  }

  DeltaCounters(Settings settings) {
    this.ledger = settings.ledger();
    for (Type type : Type.values()) {
      Map<Outcome, Meter.Counter> ofType = new EnumMap<>(Outcome.class);
      for (Outcome outcome : Outcome.values()) {
        ofType.put(outcome, counter(settings.meter(), type.label, outcome));
      }
      counters.put(type, ofType);
    }
  }

  private static Meter.Counter counter(Meter meter, String type, Outcome outcome) {
    return outcome == Outcome.CONVERTED
        ? meter.counter(
            "otelcol_cumulativetodelta_datapoints",
            "{datapoint}",
            "Number of datapoints converted from cumulative to delta temporality.",
            Map.of("metric_type", type))
        : meter.counter(
            "otelcol_cumulativetodelta_datapoints_dropped",
            "{datapoint}",
            "Number of datapoints dropped instead of being converted.",
            Map.of("metric_type", type, "reason", outcome.label()));
  }

  void book(Tally<Outcome> tally) {
    tally.each(
        (dataCase, outcome, points) -> {
          Type type = Type.of(dataCase);
          requireNonNull(requireNonNull(counters.get(type)).get(outcome)).add(points);
          book(outcome, points);
        });
  }

  private void book(Outcome outcome, long points) {
    if (outcome.isRule()) {
      ledger.filtered(Signal.METRICS, outcome.label(), points);
    } else if (outcome != Outcome.CONVERTED) {
      ledger.dropped(Signal.METRICS, outcome.label(), points);
    }
  }
}
