package io.beltline.receiver.statsd;

import io.beltline.components.metrics.MetricHead;
import io.beltline.components.metrics.PointKind;
import io.beltline.components.prometheus.incoming.Points;
import io.beltline.model.Slice;
import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.model.otlp.WireWriter;
import java.util.List;
import java.util.Map;

/** What the measurements of one series add up to in an interval. One thread at a time. */
sealed interface Series {

  /** What its metric is. */
  MetricHead head(String name);

  /**
   * Its point.
   *
   * @param start when the interval began, Unix nanoseconds
   * @param end when it ended
   */
  Slice point(Map<String, String> attributes, long start, long end);

  /** About how many bytes of the heap it takes now. */
  long bytes();

  /** How much was counted. */
  final class Counter implements Series {
    private final boolean monotonic;
    private final boolean whole;
    private double sum;
    private long wholeSum;
    private long time;

    Counter(boolean monotonic, boolean whole) {
      this.monotonic = monotonic;
      this.whole = whole;
    }

    void add(double value, long when) {
      sum += value;
      wholeSum += (long) value;
      time = Math.max(time, when);
    }

    @Override
    public MetricHead head(String name) {
      return new MetricHead(name, "", "", PointKind.SUM, MetricHead.DELTA, monotonic);
    }

    @Override
    public Slice point(Map<String, String> attributes, long start, long end) {
      long when = time == 0 ? end : time;
      WireWriter out = new WireWriter();
      number(out, attributes, Math.min(start, when), when);
      if (whole) {
        out.fixed64(NumberDataPointView.AS_INT, wholeSum);
      } else {
        out.float64(NumberDataPointView.AS_DOUBLE, sum);
      }
      return out.toSlice();
    }

    @Override
    public long bytes() {
      return Long.BYTES * 6;
    }
  }

  /** What something is. */
  final class Gauge implements Series {
    private double value;
    private long time;

    void set(double to, long when) {
      value = to;
      time = when;
    }

    double value() {
      return value;
    }

    @Override
    public MetricHead head(String name) {
      return MetricHead.gauge(name);
    }

    @Override
    public Slice point(Map<String, String> attributes, long start, long end) {
      return gauge(attributes, value, time);
    }

    @Override
    public long bytes() {
      return Long.BYTES * 4;
    }
  }

  /** A point of a gauge. */
  static Slice gauge(Map<String, String> attributes, double value, long time) {
    WireWriter out = new WireWriter();
    number(out, attributes, 0, time);
    out.float64(NumberDataPointView.AS_DOUBLE, value);
    return out.toSlice();
  }

  private static void number(
      WireWriter out, Map<String, String> attributes, long start, long time) {
    Points.attributes(out, NumberDataPointView.ATTRIBUTES, attributes);
    Points.times(
        out,
        NumberDataPointView.START_TIME_UNIX_NANO,
        start,
        NumberDataPointView.TIME_UNIX_NANO,
        time);
  }

  /** How often which value was measured: all of them. */
  final class Summary implements Series {
    private final List<Double> percentiles;
    private final WeightedValues values = new WeightedValues();

    Summary(List<Double> percentiles) {
      this.percentiles = percentiles;
    }

    void add(double value, double weight) {
      values.add(value, weight);
    }

    /** How many more bytes it takes with further values. */
    long growth(int more) {
      return values.growth(more);
    }

    @Override
    public MetricHead head(String name) {
      return new MetricHead(name, "", "", PointKind.SUMMARY, 0, false);
    }

    @Override
    public Slice point(Map<String, String> attributes, long start, long end) {
      WireWriter out = new WireWriter();
      Points.attributes(out, PointKind.SUMMARY.attributes(), attributes);
      values.write(out, start, end, percentiles);
      return out.toSlice();
    }

    @Override
    public long bytes() {
      return values.bytes();
    }
  }

  /** How often values of a range were measured. */
  final class Histogram implements Series {
    private final CountedValues values;

    Histogram(CountedValues values) {
      this.values = values;
    }

    void add(double value, double weight) {
      values.add(value, weight);
    }

    @Override
    public MetricHead head(String name) {
      return new MetricHead(name, "", "", values.kind(), MetricHead.DELTA, false);
    }

    @Override
    public Slice point(Map<String, String> attributes, long start, long end) {
      WireWriter out = new WireWriter();
      Points.attributes(out, values.kind().attributes(), attributes);
      values.write(out, start, end);
      return out.toSlice();
    }

    @Override
    public long bytes() {
      return values.bytes();
    }
  }
}
