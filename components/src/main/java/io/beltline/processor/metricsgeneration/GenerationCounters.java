package io.beltline.processor.metricsgeneration;

import static java.util.Objects.requireNonNull;

import io.beltline.api.Ledger;
import io.beltline.api.Meter;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Books and counts what each rule made, by where it is written. Safe for all threads. */
final class GenerationCounters {
  private final Ledger ledger;
  private final List<String> places;
  private final List<Meter.Counter> made;
  private final List<Map<Reason, Meter.Counter>> skipped;

  /** Why a rule made nothing of a metric. */
  enum Reason {
    /** The metric on the left is no gauge or sum. */
    KIND,
    /** The metric on the right is missing, has no value, or is no gauge or sum. */
    OPERAND,
    /** No data point has a result. */
    UNDEFINED,
    /** It would have been too much for one request. */
    TOO_LARGE
  }

  GenerationCounters(Settings settings, int rules) {
    this.ledger = settings.ledger();
    this.places = IntStream.range(0, rules).mapToObj(i -> "rules[" + i + "]").toList();
    Meter meter = settings.meter();
    this.made =
        places.stream()
            .map(
                place ->
                    meter.counter(
                        "beltline_processor_metrics_generation_made",
                        "{metrics}",
                        "Metrics a rule made.",
                        Map.of("rule", place)))
            .toList();
    this.skipped = places.stream().map(place -> skipped(meter, place)).toList();
  }

  private static Map<Reason, Meter.Counter> skipped(Meter meter, String place) {
    Map<Reason, Meter.Counter> counters = new EnumMap<>(Reason.class);
    for (Reason reason : Reason.values()) {
      counters.put(reason, skipped(meter, place, reason));
    }
    return counters;
  }

  private static Meter.Counter skipped(Meter meter, String place, Reason reason) {
    return meter.counter(
        "beltline_processor_metrics_generation_skipped",
        "{metrics}",
        "Metrics of which a rule made nothing.",
        Map.of("rule", place, "reason", reason.name().toLowerCase(Locale.ROOT)));
  }

  /** A rule made a metric of so many data points. */
  void made(int rule, int points) {
    made.get(rule).add(1);
    ledger.created(Signal.METRICS, places.get(rule), points);
  }

  /** A rule made nothing of a metric it is for. */
  void skipped(int rule, Reason reason) {
    requireNonNull(skipped.get(rule).get(reason)).add(1);
  }
}
