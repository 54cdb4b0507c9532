package io.beltline.benchmarks.wire;

import java.util.concurrent.atomic.AtomicLongArray;

/** Durations in buckets an eighth apart. Safe for all threads. */
public final class Latencies {
  private static final int STEPS = 8;

  private final AtomicLongArray buckets = new AtomicLongArray(64 * STEPS);

  void record(long nanos) {
    buckets.incrementAndGet(bucket(Math.max(STEPS, nanos)));
  }

  private static int bucket(long nanos) {
    int power = 63 - Long.numberOfLeadingZeros(nanos);
    return power * STEPS + (int) (nanos >>> (power - 3)) - STEPS;
  }

  /** Forgets all. */
  public void clear() {
    for (int i = 0; i < buckets.length(); i++) {
      buckets.set(i, 0);
    }
  }

  /** The upper end of the bucket that holds a quantile, in nanoseconds; 0 if there is nothing. */
  public long quantile(double share) {
    long total = 0;
    for (int i = 0; i < buckets.length(); i++) {
      total += buckets.get(i);
    }
    long wanted = (long) Math.ceil(total * share);
    long seen = 0;
    for (int i = 0; i < buckets.length() && total > 0; i++) {
      seen += buckets.get(i);
      if (seen >= wanted) {
        return (long) (i % STEPS + STEPS + 1) << (i / STEPS - 3);
      }
    }
    return 0;
  }
}
