package io.beltline.components.intake;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How often a receiver offers lines again that the pipeline refused for a time.
 *
 * @param enabled accepted, without effect: they always are
 * @param initialInterval the first wait
 * @param maxInterval the longest wait
 * @param maxElapsedTime after which time they are dropped; null for never
 */
public record RetryConfig(
    @Doc("Accepted, without effect: what is refused for a time is always offered again.")
        boolean enabled,
    @Default("1s") @Doc("The wait after the first refusal; it doubles with each.")
        Duration initialInterval,
    @Default("30s") @Doc("The longest wait.") Duration maxInterval,
    @Doc("After this time lines are dropped and counted; 0, or not written: never.")
        @Nullable Duration maxElapsedTime)
    implements Validated {

  /** For receivers without such keys: what is refused for a time is offered for ever. */
  public static final RetryConfig FOR_EVER =
      new RetryConfig(true, Duration.ofSeconds(1), Duration.ofSeconds(30), null);

  @Override
  public void validate(Problems problems) {
    if (initialInterval.isNegative() || initialInterval.isZero()) {
      problems.add("initial_interval", "must be positive (expected: a duration such as 1s)");
    }
    if (maxInterval.compareTo(initialInterval) < 0) {
      problems.add("max_interval", "is below initial_interval (expected: as long or longer)");
    }
    if (maxElapsedTime != null && maxElapsedTime.isNegative()) {
      problems.add("max_elapsed_time", "is negative (expected: 0, or a duration such as 5m)");
    }
  }
}
