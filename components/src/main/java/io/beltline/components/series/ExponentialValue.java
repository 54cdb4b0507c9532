package io.beltline.components.series;

import io.beltline.components.metrics.ExponentialScale;
import io.beltline.model.otlp.ExponentialHistogramDataPointEditor;
import io.beltline.model.otlp.ExponentialHistogramDataPointView;
import io.beltline.model.otlp.MetricsEditor;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An exponential histogram.
 *
 * @param count how many numbers there were, unsigned
 * @param extent what it says beside
 * @param scale how fine its buckets are
 * @param zeroThreshold up to where numbers count as zero
 * @param zeros how many do, unsigned
 * @param positive the buckets of numbers that are more
 * @param negative those of numbers that are less, by their amounts
 */
record ExponentialValue(
    long count,
    Extent extent,
    int scale,
    double zeroThreshold,
    long zeros,
    ExponentialBuckets positive,
    ExponentialBuckets negative)
    implements PointValue {
  static final byte KIND = 4;

  /** As many buckets a side as the OpenTelemetry SDKs and the Collector keep. */
  static final int MOST_BUCKETS = 160;

  /** How far a computed bound may be from the real one, relatively. */
  private static final double ROUNDING = 1e-12;

  static ExponentialValue of(ExponentialHistogramDataPointView point) {
    double threshold = point.zeroThreshold();
    return new ExponentialValue(
        point.count(),
        new Extent(
            point.hasSum() ? (Double) point.sum() : null,
            point.hasMin() ? (Double) point.min() : null,
            point.hasMax() ? (Double) point.max() : null),
        point.scale(),
        threshold > 0 ? Math.min(threshold, Double.MAX_VALUE) : 0,
        point.zeroCount(),
        ExponentialBuckets.of(point.positive()),
        ExponentialBuckets.of(point.negative()));
  }

  @Override
  public void writeTo(MetricsEditor editor) {
    ExponentialHistogramDataPointEditor point = editor.exponentialHistogramPoint();
    point.count(count).scale(scale).zeroCount(zeros);
    if (zeroThreshold > 0) {
      point.zeroThreshold(zeroThreshold);
    } else {
      point.clearZeroThreshold();
    }
    if (positive.isEmpty()) {
      point.clearPositive();
    } else {
      positive.writeTo(point.positive());
    }
    if (negative.isEmpty()) {
      point.clearNegative();
    } else {
      negative.writeTo(point.negative());
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
    return other instanceof ExponentialValue;
  }

  @Override
  public ExponentialValue plus(PointValue other) {
    ExponentialValue b = (ExponentialValue) other;
    int common = isFlat() ? b.scale : b.isFlat() ? scale : Math.min(scale, b.scale);
    ExponentialValue a = at(common);
    b = b.at(common);
    long less =
        Math.max(
            a.positive.coarseningWith(b.positive, MOST_BUCKETS),
            a.negative.coarseningWith(b.negative, MOST_BUCKETS));
    a = a.at(a.scale - less);
    b = b.at(b.scale - less);
    while (a.zeroThreshold != b.zeroThreshold) { // the one may pass the other's
      double threshold = Math.max(a.zeroThreshold, b.zeroThreshold);
      a = a.widened(threshold);
      b = b.widened(threshold);
    }
    return new ExponentialValue(
        a.count + b.count,
        a.extent.plus(b.extent),
        a.scale,
        a.zeroThreshold,
        a.zeros + b.zeros,
        a.positive.plus(b.positive),
        a.negative.plus(b.negative));
  }

  /** Whether it has no buckets, so that its scale says nothing. */
  private boolean isFlat() {
    return positive.isEmpty() && negative.isEmpty();
  }

  /** The same at a scale that is not more, or any if it is flat. */
  private ExponentialValue at(long other) {
    if (other == scale) {
      return this;
    }
    long less = isFlat() ? 0 : scale - other;
    return new ExponentialValue(
        count,
        extent,
        (int) Math.max(other, Integer.MIN_VALUE),
        zeroThreshold,
        zeros,
        positive.coarser(less),
        negative.coarser(less));
  }

  /**
   * The same with numbers up to a threshold counted as zeros. If that falls into a bucket with
   * numbers, these count as zeros too, and the threshold becomes the bucket's bound.
   *
   * @see <a
   *     href="https://opentelemetry.io/docs/specs/otel/metrics/data-model/#zero-count-and-zero-threshold">the
   *     data model</a>
   */
  private ExponentialValue widened(double threshold) {
    if (threshold <= zeroThreshold) {
      return this;
    }
    long highest = ExponentialScale.index(threshold, scale);
    if (ExponentialScale.lowerBound(highest, scale) * (1 + ROUNDING) >= threshold) {
      highest--; // it is the bound of the bucket below
    }
    boolean cut = positive.at(highest) != 0 || negative.at(highest) != 0;
    double bound = cut ? ExponentialScale.lowerBound(highest + 1, scale) : threshold;
    return new ExponentialValue(
        count,
        extent,
        scale,
        Math.clamp(bound, threshold, Double.MAX_VALUE),
        zeros + positive.upTo(highest) + negative.upTo(highest),
        positive.above(highest),
        negative.above(highest));
  }

  @Override
  public @Nullable ExponentialValue minus(PointValue earlier) {
    ExponentialValue then = (ExponentialValue) earlier;
    if (then.zeroThreshold > zeroThreshold || (then.scale < scale && !then.isFlat())) {
      return null; // both only ever coarsen
    }
    then = then.at(scale).widened(zeroThreshold);
    if (Long.compareUnsigned(count, then.count) < 0
        || Long.compareUnsigned(zeros, then.zeros) < 0) {
      return null;
    }
    ExponentialBuckets up = positive.minus(then.positive);
    ExponentialBuckets down = negative.minus(then.negative);
    return up == null || down == null
        ? null
        : new ExponentialValue(
            count - then.count,
            extent.minus(then.extent),
            scale,
            zeroThreshold,
            zeros - then.zeros,
            up,
            down);
  }

  @Override
  public ExponentialValue withoutRange() {
    return new ExponentialValue(
        count, extent.withoutRange(), scale, zeroThreshold, zeros, positive, negative);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(KIND);
    out.writeLong(count);
    extent.write(out);
    out.writeInt(scale);
    out.writeDouble(zeroThreshold);
    out.writeLong(zeros);
    positive.write(out);
    negative.write(out);
  }

  static ExponentialValue readFields(DataInput in) throws IOException {
    return new ExponentialValue(
        in.readLong(),
        Extent.read(in),
        in.readInt(),
        in.readDouble(),
        in.readLong(),
        ExponentialBuckets.read(in),
        ExponentialBuckets.read(in));
  }
}
