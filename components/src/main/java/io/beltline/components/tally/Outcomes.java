package io.beltline.components.tally;

import io.beltline.api.Meter;
import java.util.Map;

/** How many records came to what under one rule, within a request. One thread. */
final class Outcomes {
  private long taken;
  private long noMatch;
  private long noAttribute;
  private long noNumber;
  private long failed;

  /** What became of a record under a rule. */
  enum Outcome {
    TAKEN,
    NO_MATCH,
    NO_ATTRIBUTE,
    NO_NUMBER,
    FAILED
  }

  void add(Outcome outcome) {
    switch (outcome) {
      case TAKEN -> taken++;
      case NO_MATCH -> noMatch++;
      case NO_ATTRIBUTE -> noAttribute++;
      case NO_NUMBER -> noNumber++;
      case FAILED -> failed++;
    }
  }

  /** The counters of a rule, over all requests. Safe for all threads. */
  record Counters(
      Meter.Counter taken,
      Meter.Counter noMatch,
      Meter.Counter noAttribute,
      Meter.Counter noNumber,
      Meter.Counter failed) {

    static Counters of(Meter meter, String component, String metric) {
      return new Counters(
          counter(meter, component, metric, "taken"),
          counter(meter, component, metric, "no_match"),
          counter(meter, component, metric, "no_attribute"),
          counter(meter, component, metric, "no_number"),
          counter(meter, component, metric, "failed"));
    }

    private static Meter.Counter counter(
        Meter meter, String component, String metric, String outcome) {
      return meter.counter(
          "beltline_connector_" + component + "_records",
          "{record}",
          "Records a metric was made of or not, by the reason.",
          Map.of("metric", metric, "outcome", outcome));
    }

    /** Adds what a request came to. */
    void add(Outcomes request) {
      taken.add(request.taken);
      noMatch.add(request.noMatch);
      noAttribute.add(request.noAttribute);
      noNumber.add(request.noNumber);
      failed.add(request.failed);
    }
  }
}
