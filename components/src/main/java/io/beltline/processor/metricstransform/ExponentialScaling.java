package io.beltline.processor.metricstransform;

import io.beltline.model.Slice;
import io.beltline.model.otlp.BucketsEditor;
import io.beltline.model.otlp.ExponentialHistogramDataPointEditor;

/**
 * Multiplies the values of an exponential histogram: its sum, range, threshold and where its
 * buckets begin. Their bounds are powers of a base, so what stands in them is only nearly right.
 */
final class ExponentialScaling {
  private static final double LN_2 = Math.log(2);

  private ExponentialScaling() {}

  /** By a negative factor the sides change places. */
  static void scale(ExponentialHistogramDataPointEditor histogram, double factor) {
    if (histogram.hasSum()) {
      histogram.sum(histogram.sum() * factor);
    }
    range(histogram, factor);
    if (histogram.zeroThreshold() != 0) {
      histogram.zeroThreshold(histogram.zeroThreshold() * Math.abs(factor));
    }
    int scale = histogram.scale();
    move(histogram.positive(), scale, Math.abs(factor));
    move(histogram.negative(), scale, Math.abs(factor));
    if (factor < 0) {
      swapSides(histogram);
    }
  }

  private static void range(ExponentialHistogramDataPointEditor histogram, double factor) {
    ValueRange range =
        new ValueRange(histogram.hasMin(), histogram.min(), histogram.hasMax(), histogram.max())
            .times(factor);
    if (range.hasMin()) {
      histogram.min(range.min());
    } else {
      histogram.clearMin();
    }
    if (range.hasMax()) {
      histogram.max(range.max());
    } else {
      histogram.clearMax();
    }
  }

  private static void move(BucketsEditor side, int scale, double factor) {
    if (side.bucketCounts().remaining() > 0) {
      int moved = offset(side.offset(), scale, factor);
      if (moved != side.offset()) {
        side.offset(moved);
      }
    }
  }

  /**
   * The bucket that the middle of another falls into after a multiplication.
   *
   * @param offset the index of the bucket
   */
  static int offset(int offset, int scale, double factor) {
    double perOctave = Math.scalb(1.0, Math.clamp(scale, -1000, 1000));
    double width = Math.expm1(LN_2 / perOctave);
    double middle =
        Double.isInfinite(width) ? 1 - perOctave : Math.log1p(width / 2) / LN_2 * perOctave;
    double moved = offset + middle + Math.log(factor) / LN_2 * perOctave;
    return (int) Math.clamp(Math.ceil(moved) - 1, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  private static void swapSides(ExponentialHistogramDataPointEditor histogram) {
    boolean hasPositive = histogram.hasPositive();
    boolean hasNegative = histogram.hasNegative();
    Slice positive = Slice.of(histogram.positive().toSlice().toByteArray());
    Slice negative = Slice.of(histogram.negative().toSlice().toByteArray());
    histogram.clearPositive();
    histogram.clearNegative();
    if (hasNegative) {
      histogram.positive().replace(negative);
    }
    if (hasPositive) {
      histogram.negative().replace(positive);
    }
  }
}
