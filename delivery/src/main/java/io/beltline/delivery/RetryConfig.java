package io.beltline.delivery;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.time.Duration;

/**
 * How a destination that refuses for the moment is tried again: {@code retry_on_failure}. Keys and
 * defaults are those of the OpenTelemetry Collector.
 *
 * @param enabled false to give up after the first attempt
 * @param initialInterval the wait after the first failure
 * @param randomizationFactor how far a wait is spread around its value, 0 to 1
 * @param multiplier by what the wait grows with each failure
 * @param maxInterval the longest wait
 * @param maxElapsedTime when to give up, counted from the first attempt; 0 for never
 */
public record RetryConfig(
    @Default("true") @Doc("Try again what the destination refuses for the moment.") boolean enabled,
    @Default("5s") @Doc("The wait after the first failure.") Duration initialInterval,
    @Default("0.5") @Doc("How far a wait is spread around its value, 0 to 1.")
        double randomizationFactor,
    @Default("1.5") @Doc("By what the wait grows with each failure.") double multiplier,
    @Default("30s") @Doc("The longest wait.") Duration maxInterval,
    @Default("300s") @Doc("Give up after this time; 0 means never.") Duration maxElapsedTime)
    implements Validated {

  /** Every key at its default. */
  public static RetryConfig defaults() {
    return new RetryConfig(
        true, Duration.ofSeconds(5), 0.5, 1.5, Duration.ofSeconds(30), Duration.ofMinutes(5));
  }

  /** No second attempt. */
  public static RetryConfig disabled() {
    return new RetryConfig(
        false, Duration.ofSeconds(5), 0.5, 1.5, Duration.ofSeconds(30), Duration.ofMinutes(5));
  }

  @Override
  public void validate(Problems problems) {
    if (!enabled) {
      return;
    }
    notNegative(problems, "initial_interval", initialInterval);
    notNegative(problems, "max_interval", maxInterval);
    notNegative(problems, "max_elapsed_time", maxElapsedTime);
    if (!(randomizationFactor >= 0 && randomizationFactor <= 1)) {
      problems.add("randomization_factor", "is out of range (expected: 0 to 1)");
    }
    if (!(multiplier >= 0)) {
      problems.add("multiplier", "must not be negative (expected: a factor such as 1.5)");
    }
    if (maxElapsedTime.isPositive()) {
      atLeast(problems, "initial_interval", initialInterval);
      atLeast(problems, "max_interval", maxInterval);
    }
  }

  private static void notNegative(Problems problems, String key, Duration value) {
    if (value.isNegative()) {
      problems.add(key, "must not be negative (expected: a duration such as 5s)");
    }
  }

  private void atLeast(Problems problems, String key, Duration value) {
    if (maxElapsedTime.compareTo(value) < 0) {
      problems.add("max_elapsed_time", "is less than " + key + " (expected: at least as long)");
    }
  }
}
