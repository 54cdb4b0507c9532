package io.beltline.processor.metricstransform;

import io.beltline.model.otlp.HistogramDataPointEditor;
import io.beltline.model.otlp.NumberCursor;

/** Multiplies the values of a histogram: its sum, range and bounds. */
final class HistogramScaling {
  private HistogramScaling() {}

  /** By a negative factor the buckets turn round, so that bounds still ascend. */
  static void scale(HistogramDataPointEditor histogram, double factor) {
    if (histogram.hasSum()) {
      histogram.sum(histogram.sum() * factor);
    }
    range(histogram, factor);
    double[] bounds = bounds(histogram, factor);
    if (bounds.length > 0) {
      histogram.explicitBounds(bounds);
    }
    long[] counts = counts(histogram);
    if (factor < 0 && counts.length > 1) {
      for (int i = 0; i < counts.length / 2; i++) {
        long count = counts[i];
        counts[i] = counts[counts.length - 1 - i];
        counts[counts.length - 1 - i] = count;
      }
      histogram.bucketCounts(counts);
    }
  }

  private static void range(HistogramDataPointEditor histogram, double factor) {
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

  private static double[] bounds(HistogramDataPointEditor histogram, double factor) {
    NumberCursor walk = histogram.explicitBounds();
    double[] bounds = new double[walk.remaining()];
    for (int i = 0; walk.next(); i++) {
      bounds[factor < 0 ? bounds.length - 1 - i : i] = walk.asDouble() * factor;
    }
    return bounds;
  }

  private static long[] counts(HistogramDataPointEditor histogram) {
    NumberCursor walk = histogram.bucketCounts();
    long[] counts = new long[walk.remaining()];
    for (int i = 0; walk.next(); i++) {
      counts[i] = walk.asLong();
    }
    return counts;
  }
}
