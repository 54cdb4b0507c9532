package io.beltline.exporter.elasticsearch;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The exporter's own keys for retries: {@code retry}. What is written here wins over {@code
 * retry_on_failure}. Null where the user did not say.
 *
 * @param enabled false to give up after the first attempt
 * @param maxRequests accepted, without effect
 * @param maxRetries accepted, without effect
 * @param initialInterval the wait after the first failure
 * @param maxInterval the longest wait
 * @param retryOnStatus statuses of requests and documents that are sent again, whatever the table
 *     of answers says
 */
public record RetryKeysConfig(
    @Doc("As retry_on_failure::enabled.") @Nullable Boolean enabled,
    @Doc("Accepted, without effect: retries end after a time, not after a number.")
        @Nullable Integer maxRequests,
    @Doc("Accepted, without effect: retries end after a time, not after a number.")
        @Nullable Integer maxRetries,
    @Doc("As retry_on_failure::initial_interval.") @Nullable Duration initialInterval,
    @Doc("As retry_on_failure::max_interval.") @Nullable Duration maxInterval,
    @Default("[]")
        @Doc("Statuses of requests and documents to send again, beside those of the table below.")
        List<Integer> retryOnStatus)
    implements Validated {

  /** Copies the statuses. */
  public RetryKeysConfig {
    retryOnStatus = List.copyOf(retryOnStatus);
  }

  @Override
  public void validate(Problems problems) {
    if (maxRequests != null && maxRetries != null && maxRequests != 0 && maxRetries != 0) {
      problems.add("max_requests", "means the same as max_retries (expected: one of the two)");
    }
    notNegative(problems, "max_requests", maxRequests);
    notNegative(problems, "max_retries", maxRetries);
    notNegative(problems, "initial_interval", initialInterval);
    notNegative(problems, "max_interval", maxInterval);
    for (int i = 0; i < retryOnStatus.size(); i++) {
      int status = retryOnStatus.get(i);
      if (status < 300 || status > 599) {
        problems.add(
            "retry_on_status::" + i,
            status + " is no status of a refusal (expected: 300 to 599, such as 429)");
      }
    }
  }

  private static void notNegative(Problems problems, String key, @Nullable Integer value) {
    if (value != null && value < 0) {
      problems.add(key, "must not be negative (expected: 0 or more)");
    }
  }

  private static void notNegative(Problems problems, String key, @Nullable Duration value) {
    if (value != null && value.isNegative()) {
      problems.add(key, "must not be negative (expected: a duration such as 100ms)");
    }
  }
}
