package io.beltline.receiver.influxdb;

import io.beltline.components.metrics.MetricHead;
import io.beltline.components.metrics.PointKind;
import io.beltline.components.prometheus.incoming.Points;
import io.beltline.model.otlp.HistogramDataPointView;
import io.beltline.model.otlp.SummaryDataPointView;
import io.beltline.model.otlp.ValueAtQuantileView;
import io.beltline.model.otlp.WireWriter;
import java.util.Map;
import java.util.TreeMap;

/** A histogram or a summary as Prometheus counts them: it may say itself which. One thread. */
final class Distribution {
  private static final double END = 0x1p63;

  private final TreeMap<Double, Double> values = new TreeMap<>();
  private double count = Double.NaN;
  private double sum = Double.NaN;

  /** Whether a value is a count. */
  static boolean isCount(Object value) {
    return value instanceof Number number
        && number.doubleValue() >= 0
        && number.doubleValue() < END;
  }

  /** A count as a number that has one. */
  static double count(String field, Object number) throws MalformedLineException {
    if (isCount(number)) {
      return ((Number) number).doubleValue();
    }
    throw new MalformedLineException(
        "field \"" + MalformedLineException.shown(field) + "\" is no count: " + number);
  }

  void count(double all) {
    this.count = all;
  }

  void sum(double all) {
    this.sum = all;
  }

  /** A bucket's count with those below it, by its upper bound; or a value by its quantile. */
  void value(double bound, double value) {
    values.put(bound, value);
  }

  /** Whether it can be a histogram: its counts are counts, grow, and are not more than all. */
  boolean isHistogram() {
    double before = 0;
    for (double value : values.values()) {
      if (value < before || value != Math.rint(value) || value >= END) {
        return false;
      }
      before = value;
    }
    return values.containsKey(Double.POSITIVE_INFINITY) || !(before > count) || !isSummary();
  }

  /** Whether it can be a summary. */
  boolean isSummary() {
    return values.keySet().stream().allMatch(quantile -> quantile >= 0 && quantile <= 1);
  }

  /** Adds it as a histogram. */
  void addHistogram(Gathered all, Measured at, String name) {
    all.take(at, name, values.size());
    var finite = values.subMap(-Double.MAX_VALUE, true, Double.MAX_VALUE, true);
    double[] bounds = new double[finite.size()];
    long[] counts = new long[bounds.length + 1];
    long below = 0;
    int i = 0;
    for (Map.Entry<Double, Double> bucket : finite.entrySet()) {
      long upTo = Math.max(below, Math.round(bucket.getValue()));
      bounds[i] = bucket.getKey();
      counts[i++] = upTo - below;
      below = upTo;
    }
    long whole = Math.round(values.getOrDefault(Double.POSITIVE_INFINITY, 0.0));
    whole = Math.max(Math.max(whole, below), Math.round(count)); // NaN is 0
    counts[i] = whole - below;
    WireWriter point = at.point(HistogramDataPointView.ATTRIBUTES, true);
    Points.explicit(point, at.start(), at.time(), false, whole, sum, bounds, counts);
    all.add(
        at,
        new MetricHead(name, "", "", PointKind.HISTOGRAM, at.temporality(), false),
        point.toSlice());
  }

  /** Adds it as a summary. */
  void addSummary(Gathered all, Measured at, String name) {
    all.take(at, name, values.size());
    WireWriter point = at.point(SummaryDataPointView.ATTRIBUTES, false);
    Points.times(
        point,
        SummaryDataPointView.START_TIME_UNIX_NANO,
        at.start(),
        SummaryDataPointView.TIME_UNIX_NANO,
        at.time());
    point.fixed64(SummaryDataPointView.COUNT, Math.round(count));
    if (!Double.isNaN(sum)) {
      point.float64(SummaryDataPointView.SUM, sum);
    }
    values.forEach(
        (quantile, value) -> {
          int mark = point.begin(SummaryDataPointView.QUANTILE_VALUES);
          point.float64(ValueAtQuantileView.QUANTILE, quantile);
          point.float64(ValueAtQuantileView.VALUE, value);
          point.end(mark);
        });
    all.add(at, new MetricHead(name, "", "", PointKind.SUMMARY, 0, false), point.toSlice());
  }
}
