package io.beltline.processor.memorylimiter;

import io.beltline.api.ProcessLimit;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.time.Duration;

/**
 * What users write under {@code memory_limiter}.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector/tree/main/processor/memorylimiterprocessor">the
 *     keys and defaults</a>
 */
public record MemoryLimiterConfig(
    @Doc("Accepted for compatibility: bytes are counted as they come, nothing is polled.")
        @Default("0s")
        Duration checkInterval,
    @Doc("The most memory the collector may use, in MiB.") @Default("0") long limitMib,
    @Doc("How much of the limit to keep free, in MiB. 0 means a fifth of the limit.") @Default("0")
        long spikeLimitMib,
    @Doc("The same as a percentage of the memory of the container, or else the machine.")
        @Default("0")
        int limitPercentage,
    @Doc("How much of it to keep free, as a percentage. 0 means a fifth of the limit.")
        @Default("0")
        int spikeLimitPercentage,
    @Doc("Accepted for compatibility: no collection of garbage is ever forced.") @Default("10s")
        Duration minGcIntervalWhenSoftLimited,
    @Doc("Accepted for compatibility: no collection of garbage is ever forced.") @Default("0s")
        Duration minGcIntervalWhenHardLimited,
    @Doc("Accepted for compatibility: no collection of garbage is ever forced.") @Default("30s")
        Duration maxGcIntervalWhenSoftLimited,
    @Doc("Accepted for compatibility: no collection of garbage is ever forced.") @Default("30s")
        Duration maxGcIntervalWhenHardLimited)
    implements Validated, ProcessLimit {
  private static final long RUNTIME = 160L << 20;

  @Override
  public void validate(Problems problems) {
    if (checkInterval.isZero() || checkInterval.isNegative()) {
      problems.add("check_interval", "must be greater than zero (expected: a duration such as 1s)");
    }
    if (limitMib == 0 && limitPercentage == 0) {
      problems.add("", "needs limit_mib or limit_percentage");
    }
    if (limitMib < 0) {
      problems.add("limit_mib", "must not be negative (expected: MiB)");
    }
    if (limitMib > 0 && (spikeLimitMib < 0 || spikeLimitMib >= limitMib)) {
      problems.add("spike_limit_mib", "must be less than limit_mib (" + limitMib + ")");
    }
    percentage(problems, "limit_percentage", limitPercentage);
    percentage(problems, "spike_limit_percentage", spikeLimitPercentage);
    if (limitPercentage > 0 && spikeLimitPercentage >= limitPercentage) {
      problems.add(
          "spike_limit_percentage", "must be less than limit_percentage (" + limitPercentage + ")");
    }
    if (minGcIntervalWhenSoftLimited.compareTo(minGcIntervalWhenHardLimited) < 0) {
      problems.add(
          "min_gc_interval_when_soft_limited",
          "must be at least min_gc_interval_when_hard_limited");
    }
    longest(problems, "soft", maxGcIntervalWhenSoftLimited, minGcIntervalWhenSoftLimited);
    longest(problems, "hard", maxGcIntervalWhenHardLimited, minGcIntervalWhenHardLimited);
    if (maxGcIntervalWhenSoftLimited.isPositive()
        && maxGcIntervalWhenSoftLimited.compareTo(maxGcIntervalWhenHardLimited) < 0) {
      problems.add(
          "max_gc_interval_when_soft_limited",
          "must be at least max_gc_interval_when_hard_limited");
    }
  }

  private static void longest(Problems problems, String mode, Duration max, Duration min) {
    String key = "max_gc_interval_when_" + mode + "_limited";
    if (max.isNegative()) {
      problems.add(key, "must not be negative (expected: a duration such as 30s, or 0)");
    } else if (max.isPositive() && max.compareTo(min) < 0) {
      problems.add(key, "must be 0 or at least min_gc_interval_when_" + mode + "_limited");
    }
  }

  private static void percentage(Problems problems, String key, int value) {
    if (value < 0 || value > 100) {
      problems.add(key, "must lie between 0 and 100 (found: " + value + ")");
    }
  }

  @Override
  public long processBytes(long totalBytes) {
    return limitMib > 0 ? limitMib << 20 : totalBytes / 100 * limitPercentage;
  }

  /** The memory to stay under, spike taken off, in bytes. */
  long softLimitBytes(long totalBytes) {
    long limit = processBytes(totalBytes);
    long spike = limitMib > 0 ? spikeLimitMib << 20 : totalBytes / 100 * spikeLimitPercentage;
    return limit - (spike == 0 ? limit / 5 : spike);
  }

  /**
   * How many bytes of telemetry may be held so that the process stays under the limit: what the
   * Java runtime itself leaves, and half of that, because a request exists once as bytes and, while
   * it is received or sent, once more in buffers; a fifth of a low limit.
   */
  long budgetBytes(long totalBytes) {
    long soft = softLimitBytes(totalBytes);
    return Math.max(soft / 5, (soft - RUNTIME) / 2);
  }
}
