package io.beltline.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait after a failure: growing, and spread so that senders do not march in step. */
final class Backoff {
  private final RetryConfig config;
  private final RandomGenerator random;

  Backoff(RetryConfig config, RandomGenerator random) {
    this.config = config;
    this.random = random;
  }

  /** The wait before the next attempt in nanoseconds; a slow one is as long as it gets. */
  long next(Trial trial, boolean slow) {
    double longest = (double) config.maxInterval().toNanos();
    double first = Math.min((double) config.initialInterval().toNanos(), longest);
    double interval = slow ? longest : trial.intervalNanos == 0 ? first : trial.intervalNanos;
    trial.intervalNanos = Math.min(interval * config.multiplier(), longest);
    double spread = config.randomizationFactor() * (2 * random.nextDouble() - 1);
    return (long) (interval * (1 + spread));
  }

  /** True if it is too late to wait so long and try once more. */
  boolean exhausted(Trial trial, long now, long wait) {
    Duration limit = config.maxElapsedTime();
    return limit.isPositive() && now - trial.firstNanos + wait > limit.toNanos();
  }

  /** True if a failed attempt may be repeated at all. */
  boolean enabled() {
    return config.enabled();
  }
}
