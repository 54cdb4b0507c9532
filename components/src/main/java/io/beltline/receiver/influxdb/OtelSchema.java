package io.beltline.receiver.influxdb;

import io.beltline.components.metrics.MetricHead;
import io.beltline.components.metrics.PointKind;
import io.beltline.components.prometheus.incoming.Points;
import io.beltline.model.otlp.HistogramDataPointView;
import io.beltline.model.otlp.WireWriter;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Lines of the schema {@code otel-v1}, as the {@code influxdb} exporter of the OpenTelemetry
 * Collector writes sums and histograms: the measurement is {@code NAME_UNIT_sum} or {@code
 * NAME_UNIT_histogram}.
 */
final class OtelSchema {
  private static final String SUM = "_sum";
  private static final String HISTOGRAM = "_histogram";
  private static final String VALUE = "value";
  private static final int UNSPECIFIED = 0;

  /** Fields of a histogram beside its buckets. */
  private static final Set<String> NUMBERS = Set.of("count", "sum", "min", "max");

  private OtelSchema() {}

  /** Adds the points of a line; false if it is of another schema. */
  static boolean add(Line line, Measured at, Gathered all) throws MalformedLineException {
    if (line.measurement().endsWith(SUM)) {
      return sum(line, at, all);
    }
    return line.measurement().endsWith(HISTOGRAM) && histogram(line, at, all);
  }

  /** A number in a field {@code value_TEMPORALITY_MONOTONICITY_TYPE}. */
  private static boolean sum(Line line, Measured at, Gathered all) {
    Set<String> used = new HashSet<>();
    for (Map.Entry<String, Object> field : line.fields().entrySet()) {
      String[] words = field.getKey().split("_", -1);
      if (words.length == 4 && words[0].equals(VALUE) && field.getValue() instanceof Number value) {
        MetricHead head =
            new MetricHead(
                name(line.measurement(), SUM),
                "",
                unit(line.measurement(), SUM),
                PointKind.SUM,
                temporality(words[1]),
                words[2].equals("monotonic"));
        all.add(at, head, value, false);
        used.add(field.getKey());
      }
    }
    if (!used.isEmpty()) {
      skipAllBut(used, line, all);
    }
    return !used.isEmpty();
  }

  private static void skipAllBut(Set<String> used, Line line, Gathered all) {
    for (String key : line.fields().keySet()) {
      if (!used.contains(key) && !key.equals(Measured.START) && !key.equals(Measured.START_NANOS)) {
        all.skip();
      }
    }
  }

  private static int temporality(String word) {
    return switch (word) {
      case "delta" -> MetricHead.DELTA;
      case "cumulative" -> MetricHead.CUMULATIVE;
      default -> UNSPECIFIED;
    };
  }

  /** Counts of buckets, each for itself, in fields {@code TEMPORALITY_BOUND}. */
  private static boolean histogram(Line line, Measured at, Gathered all)
      throws MalformedLineException {
    Map<String, Object> fields = line.fields();
    TreeMap<Double, Long> buckets = new TreeMap<>();
    Set<String> used = new HashSet<>(NUMBERS);
    int temporality = UNSPECIFIED;
    for (Map.Entry<String, Object> field : fields.entrySet()) {
      String key = field.getKey();
      int end = key.indexOf('_');
      double bound = end < 0 ? Double.NaN : Bound.of(key.substring(end + 1));
      int found = end < 0 ? UNSPECIFIED : temporality(key.substring(0, end));
      if (found != UNSPECIFIED
          && Double.isFinite(bound)
          && field.getValue() instanceof Number value) {
        buckets.put(bound, Math.round(Distribution.count(key, value)));
        temporality = found;
        used.add(key);
      }
    }
    if (buckets.isEmpty() || !(fields.get("count") instanceof Number count)) {
      return false;
    }
    all.take(at, line.measurement(), buckets.size());
    long counted = Math.round(Distribution.count("count", count));
    MetricHead head =
        new MetricHead(
            name(line.measurement(), HISTOGRAM),
            "",
            unit(line.measurement(), HISTOGRAM),
            PointKind.HISTOGRAM,
            temporality,
            false);
    all.add(at, head, point(at, fields, buckets, counted).toSlice());
    skipAllBut(used, line, all);
    return true;
  }

  private static WireWriter point(
      Measured at, Map<String, Object> fields, Map<Double, Long> buckets, long count) {
    double[] bounds = buckets.keySet().stream().mapToDouble(bound -> bound).toArray();
    long[] counts = new long[bounds.length + 1];
    long below = 0;
    int i = 0;
    for (long each : buckets.values()) {
      counts[i++] = each;
      below += each;
    }
    counts[i] = Math.max(0, count - below);
    WireWriter point = at.point(HistogramDataPointView.ATTRIBUTES, false);
    double sum = fields.get("sum") instanceof Number all ? all.doubleValue() : Double.NaN;
    Points.explicit(
        point, at.start(), at.time(), false, Math.max(count, below), sum, bounds, counts);
    if (fields.get("min") instanceof Number min && fields.get("max") instanceof Number max) {
      point.float64(HistogramDataPointView.MIN, min.doubleValue());
      point.float64(HistogramDataPointView.MAX, max.doubleValue());
    }
    return point;
  }

  /** Where the unit begins, behind a _: units in braces may have one themselves. */
  private static int beforeUnit(String measurement, int end) {
    int brace = end > 0 && measurement.charAt(end - 1) == '}' ? measurement.indexOf('{') : end;
    return measurement.lastIndexOf('_', (brace < 0 ? end : brace) - 1);
  }

  private static String name(String measurement, String kind) {
    int end = measurement.length() - kind.length();
    int unit = beforeUnit(measurement, end);
    return measurement.substring(0, unit < 0 ? end : unit);
  }

  private static String unit(String measurement, String kind) {
    int end = measurement.length() - kind.length();
    int unit = beforeUnit(measurement, end);
    return unit < 0 ? "" : measurement.substring(unit + 1, end);
  }
}
