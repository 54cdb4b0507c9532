package io.beltline.components.series;

import io.beltline.model.otlp.HistogramDataPointEditor;
import io.beltline.model.otlp.HistogramDataPointView;
import io.beltline.model.otlp.MetricsEditor;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A histogram with given bounds.
 *
 * @param count how many numbers there were, unsigned
 * @param extent what it says beside
 * @param bounds of the buckets; never written
 * @param counts how many numbers are in each bucket, unsigned; none if that is not said; never
 *     written
 */
@SuppressWarnings("ArrayRecordComponent") // values are compared field by field, below
record HistogramValue(long count, Extent extent, double[] bounds, long[] counts)
    implements PointValue {
  static final byte KIND = 3;

  static HistogramValue of(HistogramDataPointView point) {
    return new HistogramValue(
        point.count(),
        new Extent(
            point.hasSum() ? (Double) point.sum() : null,
            point.hasMin() ? (Double) point.min() : null,
            point.hasMax() ? (Double) point.max() : null),
        Numbers.doubles(point.explicitBounds()),
        Numbers.longs(point.bucketCounts()));
  }

  @Override
  public void writeTo(MetricsEditor editor) {
    HistogramDataPointEditor point = editor.histogramPoint();
    point.count(count);
    if (counts.length > 0) {
      point.bucketCounts(counts);
    }
    if (extent.sum() == null) {
      point.clearSum();
    } else {
      point.sum(extent.sum());
    }
    if (extent.min() == null) {
      point.clearMin();
    } else {
      point.min(extent.min());
    }
    if (extent.max() == null) {
      point.clearMax();
    } else {
      point.max(extent.max());
    }
  }

  @Override
  public boolean fits(PointValue other) {
    return other instanceof HistogramValue histogram
        && counts.length == histogram.counts.length
        && Arrays.equals(bounds, histogram.bounds);
  }

  @Override
  public HistogramValue plus(PointValue other) {
    HistogramValue histogram = (HistogramValue) other;
    long[] sums = counts.clone();
    for (int i = 0; i < sums.length; i++) {
      sums[i] += histogram.counts[i];
    }
    return new HistogramValue(count + histogram.count, extent.plus(histogram.extent), bounds, sums);
  }

  @Override
  public @Nullable HistogramValue minus(PointValue earlier) {
    HistogramValue histogram = (HistogramValue) earlier;
    if (Long.compareUnsigned(count, histogram.count) < 0) {
      return null;
    }
    long[] differences = counts.clone();
    for (int i = 0; i < differences.length; i++) {
      if (Long.compareUnsigned(differences[i], histogram.counts[i]) < 0) {
        return null;
      }
      differences[i] -= histogram.counts[i];
    }
    return new HistogramValue(
        count - histogram.count, extent.minus(histogram.extent), bounds, differences);
  }

  @Override
  public HistogramValue withoutRange() {
    return new HistogramValue(count, extent.withoutRange(), bounds, counts);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(KIND);
    out.writeLong(count);
    extent.write(out);
    Numbers.write(bounds, out);
    Numbers.write(counts, out);
  }

  static HistogramValue readFields(DataInput in) throws IOException {
    return new HistogramValue(
        in.readLong(), Extent.read(in), Numbers.readDoubles(in), Numbers.readLongs(in));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HistogramValue that
        && count == that.count
        && extent.equals(that.extent)
        && Arrays.equals(bounds, that.bounds)
        && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(count) + 31 * Arrays.hashCode(counts);
  }
}
