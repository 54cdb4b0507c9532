package io.beltline.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait after a failure: growing, and spread so that senders do not march in step. */
final class Backoff {
  private final RetryConfig config;
  private final RandomGenerator random;
  private final Duration limit;
  private final Duration holdLimit;

  /**
   * Waits as configured.
   *
   * @param limit when to give up what the destination refuses for the moment; zero for never
   * @param holdLimit when to give up what waits for a person; zero for never
   */
  Backoff(RetryConfig config, RandomGenerator random, Duration limit, Duration holdLimit) {
    this.config = config;
    this.random = random;
    this.limit = limit;
    this.holdLimit = holdLimit;
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

  /** True if it is too late to wait so long and try once more; never before a first attempt. */
  boolean exhausted(Trial trial, long now, long wait, boolean hold) {
    Duration most = hold ? holdLimit : limit;
    return trial.begun && most.isPositive() && now - trial.firstNanos + wait > most.toNanos();
  }

  /** True if a failed attempt may be repeated at all. */
  boolean enabled() {
    return config.enabled();
  }
}
