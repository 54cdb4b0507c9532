package io.beltline.delivery;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a destination that refuses for the moment is tried again: {@code retry_on_failure}. Keys and
 * defaults are those of the OpenTelemetry Collector, except that what is safe on disk or waits for
 * a person is not given up by default.
 *
 * @param enabled false to give up after the first attempt
 * @param initialInterval the wait after the first failure
 * @param randomizationFactor how far a wait is spread around its value, 0 to 1
 * @param multiplier by what the wait grows with each failure
 * @param maxInterval the longest wait
 * @param maxElapsedTime when to give up, counted from the first attempt; 0 for never, null where
 *     the user did not say
 */
public record RetryConfig(
    @Default("true") @Doc("Try again what the destination refuses for the moment.") boolean enabled,
    @Default("5s") @Doc("The wait after the first failure.") Duration initialInterval,
    @Default("0.5") @Doc("How far a wait is spread around its value, 0 to 1.")
        double randomizationFactor,
    @Default("1.5") @Doc("By what the wait grows with each failure.") double multiplier,
    @Default("30s") @Doc("The longest wait.") Duration maxInterval,
    @Doc(
            "Give up after this time; 0 means never. Not set: 300s, but never for a queue on disk"
                + " and for what is held until a person mends something.")
        @Nullable Duration maxElapsedTime)
    implements Validated {

  /** When to give up where the user did not say and the queue is in memory. */
  private static final Duration USUAL_LIMIT = Duration.ofMinutes(5);

  /** Every key at its default. */
  public static RetryConfig defaults() {
    return new RetryConfig(true, Duration.ofSeconds(5), 0.5, 1.5, Duration.ofSeconds(30), null);
  }

  /** No second attempt. */
  public static RetryConfig disabled() {
    return new RetryConfig(false, Duration.ofSeconds(5), 0.5, 1.5, Duration.ofSeconds(30), null);
  }

  @Override
  public void validate(Problems problems) {
    if (!enabled) {
      return;
    }
    notNegative(problems, "initial_interval", initialInterval);
    notNegative(problems, "max_interval", maxInterval);
    Duration limit = limit(false);
    notNegative(problems, "max_elapsed_time", limit);
    if (!(randomizationFactor >= 0 && randomizationFactor <= 1)) {
      problems.add("randomization_factor", "is out of range (expected: 0 to 1)");
    }
    if (!(multiplier >= 0)) {
      problems.add("multiplier", "must not be negative (expected: a factor such as 1.5)");
    }
    if (limit.isPositive()) {
      atLeast(problems, limit, "initial_interval", initialInterval);
      atLeast(problems, limit, "max_interval", maxInterval);
    }
  }

  /**
   * When to give up what the destination refuses for the moment; zero for never.
   *
   * @param onDisk whether the queue outlives the process
   */
  public Duration limit(boolean onDisk) {
    return maxElapsedTime != null ? maxElapsedTime : onDisk ? Duration.ZERO : USUAL_LIMIT;
  }

  /**
   * When to give up what is held until a person mends something; zero for never.
   *
   * @param awaited whether a caller waits for the result: then no longer than for all else
   */
  Duration holdLimit(boolean awaited) {
    return maxElapsedTime != null ? maxElapsedTime : awaited ? USUAL_LIMIT : Duration.ZERO;
  }

  private static void notNegative(Problems problems, String key, Duration value) {
    if (value.isNegative()) {
      problems.add(key, "must not be negative (expected: a duration such as 5s)");
    }
  }

  private static void atLeast(Problems problems, Duration limit, String key, Duration value) {
    if (limit.compareTo(value) < 0) {
      problems.add("max_elapsed_time", "is less than " + key + " (expected: at least as long)");
    }
  }
}
