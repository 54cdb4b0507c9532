package io.beltline.components.prometheus;

/**
 * The buckets of an exponential histogram as Prometheus names them: by their upper bounds, at a
 * resolution it knows.
 *
 * @param schema the resolution, {@link #COARSEST} to {@link #FINEST}
 * @param zeroThreshold up to where a measurement counts as zero, never 0
 * @param positive the buckets above zero
 * @param negative the buckets below zero
 */
public record NativeBuckets(int schema, double zeroThreshold, Buckets positive, Buckets negative) {
  /** The finest resolution Prometheus knows. */
  public static final int FINEST = 8;

  /** The coarsest resolution Prometheus knows. */
  public static final int COARSEST = -4;

  /** The threshold of histograms that do not tell theirs. */
  public static final double NEXT_TO_ZERO = 1e-128;

  /**
   * The buckets of a sample; a finer resolution is joined to the finest, which changes no count.
   *
   * @param sample of a scale of at least {@link #COARSEST}
   */
  public static NativeBuckets of(Sample.Exponential sample) {
    int steps = Math.max(0, sample.scale() - FINEST);
    return new NativeBuckets(
        sample.scale() - steps,
        sample.zeroThreshold() == 0 ? NEXT_TO_ZERO : sample.zeroThreshold(),
        shifted(sample.positive().trimmed().coarser(steps)),
        shifted(sample.negative().trimmed().coarser(steps)));
  }

  /** Prometheus names a bucket by its upper bound, OpenTelemetry by its lower one. */
  private static Buckets shifted(Buckets buckets) {
    return buckets.isEmpty() ? buckets : new Buckets(buckets.offset() + 1, buckets.counts());
  }
}
