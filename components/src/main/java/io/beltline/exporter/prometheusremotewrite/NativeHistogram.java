package io.beltline.exporter.prometheusremotewrite;

import io.beltline.components.prometheus.Buckets;
import io.beltline.components.prometheus.NativeBuckets;
import io.beltline.components.prometheus.RemoteWrite;
import io.beltline.components.prometheus.Sample;

/**
 * A native histogram of whole numbers at a time.
 *
 * @param time Unix milliseconds
 * @param start when counting began, Unix milliseconds; 0 if that is not known
 * @param schema the resolution, -4 to 8, or {@link RemoteWrite#CUSTOM_BUCKETS}
 * @param count how many measurements there are
 * @param sum their sum; a NaN if it is not known, or if the series has ended
 * @param zeroThreshold up to where a measurement counts as zero
 * @param zeroCount how many do
 * @param positive the buckets above zero; their offset as Prometheus counts
 * @param negative the buckets below zero
 * @param bounds the upper bounds of custom buckets; none for others
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record NativeHistogram(
    long time,
    long start,
    int schema,
    long count,
    double sum,
    double zeroThreshold,
    long zeroCount,
    Buckets positive,
    Buckets negative,
    double[] bounds)
    implements Timed {
  private static final double[] NO_BOUNDS = {};

  /**
   * A histogram with exponential buckets, at a resolution Prometheus knows.
   *
   * @param sample of a scale of at least {@link NativeBuckets#COARSEST}
   */
  static NativeHistogram of(Sample.Exponential sample, long time, long start) {
    NativeBuckets buckets = NativeBuckets.of(sample);
    return new NativeHistogram(
        time,
        start,
        buckets.schema(),
        sample.count(),
        sample.hasSum() ? sample.sum() : Double.NaN,
        buckets.zeroThreshold(),
        sample.zeroCount(),
        buckets.positive(),
        buckets.negative(),
        NO_BOUNDS);
  }

  /** A histogram with the bounds it has. */
  static NativeHistogram of(Sample.Histogram sample, long time, long start) {
    return new NativeHistogram(
        time,
        start,
        RemoteWrite.CUSTOM_BUCKETS,
        sample.count(),
        sample.hasSum() ? sample.sum() : Double.NaN,
        0,
        0,
        new Buckets(0, sample.counts()).trimmed(),
        Buckets.NONE,
        finite(sample.bounds()));
  }

  /** The bucket above the last bound has none of its own. */
  private static double[] finite(double[] bounds) {
    int n = bounds.length;
    return n > 0 && bounds[n - 1] == Double.POSITIVE_INFINITY
        ? java.util.Arrays.copyOf(bounds, n - 1)
        : bounds;
  }

  /** The end of a series. */
  static NativeHistogram stale(long time) {
    return new NativeHistogram(
        time,
        0,
        0,
        0,
        RemoteWrite.STALE,
        NativeBuckets.NEXT_TO_ZERO,
        0,
        Buckets.NONE,
        Buckets.NONE,
        NO_BOUNDS);
  }
}
