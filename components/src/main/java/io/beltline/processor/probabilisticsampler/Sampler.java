package io.beltline.processor.probabilisticsampler;

import io.beltline.components.sampling.Threshold;
import io.beltline.processor.probabilisticsampler.ProbabilisticSamplerConfig.Mode;
import org.jspecify.annotations.Nullable;

/** By which threshold items are kept. Safe for all threads. */
final class Sampler {
  private static final int BUCKET_BITS = 14;
  private static final int BUCKETS = 1 << BUCKET_BITS;
  private static final int FNV_OFFSET = 0x811c9dc5;
  private static final int FNV_PRIME = 0x01000193;

  private final Mode mode;
  private final double ratio;
  private final int precision;
  private final int seed;
  private final Threshold fixed;

  Sampler(ProbabilisticSamplerConfig config) {
    this.mode = config.mode();
    this.precision = config.samplingPrecision();
    this.seed = (int) config.hashSeed();
    double percentage = Math.min(100, config.samplingPercentage());
    this.ratio = percentage / 100;
    this.fixed =
        percentage == 0
            ? Threshold.NEVER
            : mode == Mode.HASH_SEED ? buckets(percentage) : Threshold.of(ratio, precision);
  }

  /** In single precision, as the Collector does, so that both choose the same. */
  private static Threshold buckets(double percentage) {
    int kept = (int) ((float) percentage * (float) (BUCKETS / 100.0));
    return new Threshold((long) (BUCKETS - kept) << (56 - BUCKET_BITS));
  }

  boolean isHashing() {
    return mode == Mode.HASH_SEED;
  }

  int precision() {
    return precision;
  }

  /** The threshold for an item that was sampled by another before, or by none. */
  Threshold threshold(@Nullable Threshold before) {
    if (mode != Mode.PROPORTIONAL || fixed.equals(Threshold.NEVER)) {
      return fixed;
    }
    return Threshold.of((before == null ? 1 : before.probability()) * ratio, precision);
  }

  /**
   * The randomness of bytes by their hash: its low 14 bits turned around come first, so that they
   * alone decide.
   */
  long hashed(byte[] bytes) {
    int hash = FNV_OFFSET;
    for (int i = 0; i < Integer.BYTES; i++) {
      hash = (hash ^ ((seed >>> (8 * i)) & 0xff)) * FNV_PRIME;
    }
    for (byte b : bytes) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    int bucket = hash & (BUCKETS - 1);
    int unused = hash >>> (Integer.SIZE - BUCKET_BITS); // the same 18 bits the Collector mixes in
    long mixed = unused ^ ((long) unused << 10);
    return ((long) (BUCKETS - 1 - bucket) << 42) | (mixed << 14) | bucket;
  }

  /** The randomness of a trace: the lower 56 bits of its identifier. */
  static long ofTrace(byte[] traceId) {
    long low = 0;
    for (int i = traceId.length - 7; i < traceId.length; i++) {
      low = (low << 8) | (traceId[i] & 0xff);
    }
    return low;
  }
}
