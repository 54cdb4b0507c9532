package io.beltline.receiver.influxdb;

import io.beltline.components.otlp.Room;
import io.beltline.model.Slice;
import java.util.Map;

/**
 * Makes metrics of lines. Each shows its schema by its form; of one that shows none each field that
 * is a number is a gauge. One thread, for one request.
 *
 * @see <a href="https://github.com/influxdata/influxdb-observability/blob/main/docs/metrics.md">the
 *     schemas</a>
 */
final class Translation {
  private static final String PROMETHEUS = "prometheus";
  private static final String GAUGE = "gauge";
  private static final String COUNTER = "counter";
  private static final String COUNT = "count";
  private static final String SUM = "sum";

  private final Gathered all;
  private final SecondSchema second;

  /**
   * Nothing yet.
   *
   * @param room asked before anything is made of a line
   */
  Translation(Room room) {
    this.all = new Gathered(room);
    this.second = new SecondSchema(all, room);
  }

  /** How many fields of the lines have no place in metrics. */
  long skipped() {
    return all.skipped();
  }

  /** The points of all lines. */
  Slice request() {
    second.finish();
    return all.request();
  }

  /**
   * Adds the points of a line.
   *
   * @throws MalformedLineException if there is no form for them; then nothing is added
   */
  void add(Line line) throws MalformedLineException {
    Map<String, Object> fields = line.fields();
    Measured at = Measured.of(line);
    if (line.measurement().equals(PROMETHEUS)) {
      second.add(line, at);
    } else if ("timing".equals(line.tags().get("metric_type"))) {
      gauges(line, at); // count and sum of a time of StatsD are no histogram
    } else if (fields.get(GAUGE) instanceof Number number) {
      all.gauge(at, line.measurement(), number);
      skipAllBut(GAUGE, fields);
    } else if (fields.get(COUNTER) instanceof Number number) {
      all.counter(at, line.measurement(), number);
      skipAllBut(COUNTER, fields);
    } else if (isDistribution(fields)) {
      distribution(line, at);
    } else if (!OtelSchema.add(line, at, all)) {
      gauges(line, at);
    }
  }

  private void skipAllBut(String key, Map<String, Object> fields) {
    for (String other : fields.keySet()) {
      if (!other.equals(key) && !other.equals(Measured.START)) {
        all.skip();
      }
    }
  }

  /** Whether there are a count, a sum, and nothing else but fields that are named by numbers. */
  private static boolean isDistribution(Map<String, Object> fields) {
    if (!fields.containsKey(COUNT) || !fields.containsKey(SUM)) {
      return false;
    }
    for (Map.Entry<String, Object> field : fields.entrySet()) {
      boolean fits =
          switch (field.getKey()) {
            case Measured.START -> true;
            case COUNT -> Distribution.isCount(field.getValue());
            case SUM -> field.getValue() instanceof Number;
            case String bound ->
                field.getValue() instanceof Number && !Double.isNaN(Bound.of(bound));
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private void distribution(Line line, Measured at) throws MalformedLineException {
    Distribution distribution = new Distribution();
    for (Map.Entry<String, Object> field : line.fields().entrySet()) {
      if (field.getValue() instanceof Number number) {
        switch (field.getKey()) {
          case COUNT -> distribution.count(Distribution.count(COUNT, number));
          case SUM -> distribution.sum(number.doubleValue());
          case String bound -> distribution.value(Bound.of(bound), number.doubleValue());
        }
      }
    }
    if (distribution.isHistogram()) {
      distribution.addHistogram(all, at, line.measurement());
    } else if (distribution.isSummary()) {
      distribution.addSummary(all, at, line.measurement());
    } else {
      throw new MalformedLineException(
          "its fields are neither growing counts of buckets nor values of quantiles from 0 to 1");
    }
  }

  private void gauges(Line line, Measured at) {
    line.fields()
        .forEach(
            (key, value) -> {
              if (value instanceof Number) {
                all.gauge(at, line.measurement() + "_" + key, value);
              } else if (!key.equals(Measured.START)) {
                all.skip();
              }
            });
  }
}
