package io.beltline.components.metrics;

import io.beltline.model.otlp.ExponentialHistogramDataPointView;
import io.beltline.model.otlp.WireWriter;

/**
 * Values in buckets whose bounds are powers of a base, which grows when the values do not fit the
 * number of buckets any more.
 *
 * @see <a
 *     href="https://opentelemetry.io/docs/specs/otel/metrics/data-model/#exponentialhistogram">the
 *     data model</a>
 */
public final class ExponentialHistogram implements Aggregate {
  private static final int FINEST = 20;

  private final boolean signed;
  private final ExponentialSide positive;
  private final ExponentialSide negative;
  private int scale = FINEST;
  private long count;
  private long zeros;
  private double sum;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;

  private ExponentialHistogram(int size, boolean signed) {
    this.signed = signed;
    this.positive = new ExponentialSide(size);
    this.negative = new ExponentialSide(size);
  }

  /**
   * No values yet, of which those below zero will count as zero.
   *
   * @param size the most buckets, at least 2
   */
  public ExponentialHistogram(int size) {
    this(size, false);
  }

  /**
   * No values yet, of which those below zero will have buckets of their own.
   *
   * @param size the most buckets on each side of zero, at least 2
   */
  public static ExponentialHistogram signed(int size) {
    return new ExponentialHistogram(size, true);
  }

  @Override
  public void add(double value, long times) {
    count += times;
    min = Math.min(min, value);
    max = Math.max(max, value);
    if (value == 0 || (value < 0 && !signed)) {
      zeros += times;
      return;
    }
    sum += value * times;
    ExponentialSide side = value > 0 ? positive : negative;
    int index = (int) ExponentialScale.index(Math.abs(value), scale);
    int change = side.change(index);
    positive.coarsen(change);
    negative.coarsen(change);
    scale -= change;
    side.add(index >> change, times);
  }

  /** How many bytes the buckets take. */
  public long bytes() {
    return positive.bytes() + negative.bytes();
  }

  @Override
  public PointKind kind() {
    return PointKind.EXPONENTIAL_HISTOGRAM;
  }

  @Override
  public void write(WireWriter point) {
    boolean none = positive.isEmpty() && negative.isEmpty();
    point.fixed64(ExponentialHistogramDataPointView.COUNT, count);
    point.float64(ExponentialHistogramDataPointView.SUM, sum);
    point.sint32(ExponentialHistogramDataPointView.SCALE, none ? 0 : scale);
    point.fixed64(ExponentialHistogramDataPointView.ZERO_COUNT, zeros);
    positive.write(ExponentialHistogramDataPointView.POSITIVE, point);
    negative.write(ExponentialHistogramDataPointView.NEGATIVE, point);
    if (count > 0) {
      point.float64(ExponentialHistogramDataPointView.MIN, min);
      point.float64(ExponentialHistogramDataPointView.MAX, max);
    }
  }
}
