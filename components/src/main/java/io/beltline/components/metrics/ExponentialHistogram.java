package io.beltline.components.metrics;

import io.beltline.model.otlp.BucketsView;
import io.beltline.model.otlp.ExponentialHistogramDataPointView;
import io.beltline.model.otlp.WireWriter;
import java.util.Arrays;

/**
 * Values that are not negative in buckets whose bounds are powers of a base, which grows when the
 * values do not fit the number of buckets any more.
 *
 * @see <a
 *     href="https://opentelemetry.io/docs/specs/otel/metrics/data-model/#exponentialhistogram">the
 *     data model</a>
 */
public final class ExponentialHistogram implements Aggregate {
  private static final int FINEST = 20;
  private static final int FIRST_ROOM = 8;

  private final int size;
  private int scale = FINEST;

  /** The counts of the buckets from {@link #first} on; those behind {@link #last} are zero. */
  private long[] counts = {};

  private int first;
  private int last = -1;
  private long count;
  private long zeros;
  private double sum;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;

  /**
   * No values yet.
   *
   * @param size the most buckets, at least 2
   */
  public ExponentialHistogram(int size) {
    this.size = size;
  }

  @Override
  public void add(double value, long times) {
    count += times;
    min = Math.min(min, value);
    max = Math.max(max, value);
    if (value <= 0) {
      zeros += times;
      return;
    }
    sum += value * times;
    int index = index(value);
    if (counts.length == 0) {
      counts = new long[Math.min(size, FIRST_ROOM)];
      first = index;
      last = index;
    }
    int low = Math.min(first, index);
    int high = Math.max(last, index);
    int change = 0;
    while ((long) (high >> change) - (low >> change) >= size) {
      change++;
    }
    coarsen(change);
    index = index(value);
    stretch(Math.min(first, index), Math.max(last, index));
    counts[index - first] += times;
  }

  /** Makes each 2 to the power of {@code change} buckets one. */
  private void coarsen(int change) {
    if (change == 0) {
      return;
    }
    long[] merged = new long[counts.length];
    int start = first >> change;
    for (int i = first; i <= last; i++) {
      merged[(i >> change) - start] += counts[i - first];
    }
    counts = merged;
    first = start;
    last >>= change;
    scale -= change;
  }

  private void stretch(int low, int high) {
    int needed = high - low + 1;
    if (needed > counts.length || low < first) {
      int room = needed > counts.length ? Math.min(size, Math.max(needed, 2 * counts.length)) : 0;
      long[] moved = new long[Math.max(room, counts.length)];
      System.arraycopy(counts, 0, moved, first - low, last - first + 1);
      counts = moved;
    }
    first = low;
    last = high;
  }

  private int index(double value) {
    return (int) ExponentialScale.index(value, scale);
  }

  @Override
  public PointKind kind() {
    return PointKind.EXPONENTIAL_HISTOGRAM;
  }

  @Override
  public void write(WireWriter point) {
    point.fixed64(ExponentialHistogramDataPointView.COUNT, count);
    point.float64(ExponentialHistogramDataPointView.SUM, sum);
    point.sint32(ExponentialHistogramDataPointView.SCALE, counts.length == 0 ? 0 : scale);
    point.fixed64(ExponentialHistogramDataPointView.ZERO_COUNT, zeros);
    if (counts.length > 0) {
      int buckets = point.begin(ExponentialHistogramDataPointView.POSITIVE);
      point.sint32(BucketsView.OFFSET, first);
      int packed = point.begin(BucketsView.BUCKET_COUNTS);
      Arrays.stream(counts, 0, last - first + 1).forEach(point::rawVarint);
      point.end(packed);
      point.end(buckets);
    }
    if (count > 0) {
      point.float64(ExponentialHistogramDataPointView.MIN, min);
      point.float64(ExponentialHistogramDataPointView.MAX, max);
    }
  }
}
