package io.beltline.components.metrics;

import io.beltline.model.otlp.HistogramDataPointView;
import io.beltline.model.otlp.WireWriter;
import java.util.Arrays;

/** Values in buckets with given upper bounds, each of which belongs to its bucket. */
public final class ExplicitHistogram implements Aggregate {
  private final double[] bounds;
  private final long[] counts;
  private long count;
  private double sum;

  /**
   * No values yet.
   *
   * @param bounds in ascending order; shared, never written
   */
  public ExplicitHistogram(double[] bounds) {
    this.bounds = bounds;
    this.counts = new long[bounds.length + 1];
  }

  @Override
  public void add(double value, long times) {
    int found = Arrays.binarySearch(bounds, value);
    counts[found < 0 ? -found - 1 : found] += times;
    count += times;
    sum += value * times;
  }

  @Override
  public PointKind kind() {
    return PointKind.HISTOGRAM;
  }

  @Override
  public void write(WireWriter point) {
    point.fixed64(HistogramDataPointView.COUNT, count);
    point.float64(HistogramDataPointView.SUM, sum);
    int buckets = point.begin(HistogramDataPointView.BUCKET_COUNTS);
    for (long bucket : counts) {
      point.rawFixed64(bucket);
    }
    point.end(buckets);
    int packed = point.begin(HistogramDataPointView.EXPLICIT_BOUNDS);
    for (double bound : bounds) {
      point.rawFixed64(Double.doubleToRawLongBits(bound));
    }
    point.endOrDrop(packed, HistogramDataPointView.EXPLICIT_BOUNDS);
  }
}
