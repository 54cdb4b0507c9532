package io.beltline.receiver.statsd;

import io.beltline.components.metrics.Aggregate;
import io.beltline.components.metrics.ExplicitHistogram;
import io.beltline.components.metrics.ExponentialHistogram;
import io.beltline.components.metrics.PointKind;
import io.beltline.components.prometheus.incoming.Points;
import io.beltline.model.otlp.ExponentialHistogramDataPointView;
import io.beltline.model.otlp.HistogramDataPointView;
import io.beltline.model.otlp.WireWriter;

/** A histogram of measurements with its least and its greatest value. One thread. */
final class CountedValues {
  private static final double MOST_WEIGHT = 1L << 53;

  private final Aggregate aggregate;
  private final long bytes;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;

  private CountedValues(Aggregate aggregate, long bytes) {
    this.aggregate = aggregate;
    this.bytes = bytes;
  }

  /** A histogram of a metric. */
  static CountedValues of(Observer observer, String name) {
    double[] bounds = observer.bounds(name);
    return bounds == null
        ? new CountedValues(ExponentialHistogram.signed(observer.size()), 0)
        : new CountedValues(new ExplicitHistogram(bounds), (long) Long.BYTES * bounds.length);
  }

  /**
   * Adds a value.
   *
   * @param weight how many measurements it stands for; what is behind the point is cut
   */
  void add(double value, double weight) {
    aggregate.add(value, (long) Math.min(weight, MOST_WEIGHT));
    min = Math.min(min, value);
    max = Math.max(max, value);
  }

  PointKind kind() {
    return aggregate.kind();
  }

  long bytes() {
    return bytes + (aggregate instanceof ExponentialHistogram one ? one.bytes() : 0);
  }

  /** Writes what stands in a point behind its attributes. */
  void write(WireWriter out, long start, long end) {
    boolean explicit = aggregate instanceof ExplicitHistogram;
    Points.times(
        out,
        explicit
            ? HistogramDataPointView.START_TIME_UNIX_NANO
            : ExponentialHistogramDataPointView.START_TIME_UNIX_NANO,
        start,
        explicit
            ? HistogramDataPointView.TIME_UNIX_NANO
            : ExponentialHistogramDataPointView.TIME_UNIX_NANO,
        end);
    aggregate.write(out);
    if (explicit) {
      out.float64(HistogramDataPointView.MIN, min);
      out.float64(HistogramDataPointView.MAX, max);
    }
  }
}
