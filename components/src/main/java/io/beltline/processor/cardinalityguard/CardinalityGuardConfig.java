package io.beltline.processor.cardinalityguard;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.time.Duration;
import java.util.Map;

/** What users write under {@code cardinality_guard}. */
public record CardinalityGuardConfig(
    @Doc(
            "How many series a metric may have, over all resources; further ones become one, whose"
                + " points have the attribute otel.metric.overflow.")
        @Default("2000")
        long limit,
    @Doc("Other limits, by the metric's name.") @Default("{}") Map<String, Long> limits,
    @Doc("For how long a series that is not seen keeps its place.") @Default("5m")
        Duration maxStale,
    @Doc(
            "How many of the further series are remembered at most: of cumulative ones the last"
                + " value must be known. Points of more than that are dropped.")
        @Default("100000")
        long maxOverflowSeries,
    @Doc(
            "Of how many metrics, by their names, series are remembered at most; further metrics"
                + " pass as they are.")
        @Default("100000")
        long maxMetrics)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (limit < 1) {
      problems.add("limit", "must be 1 or more");
    }
    limits.forEach(
        (name, most) -> {
          if (most < 0) {
            problems.add("limits::" + name, "must not be negative (expected: 0 or more)");
          }
        });
    if (maxStale.isZero() || maxStale.isNegative()) {
      problems.add("max_stale", "must be positive (expected: a duration such as 5m)");
    }
    if (maxOverflowSeries < 0) {
      problems.add("max_overflow_series", "must not be negative (expected: 0 or more)");
    }
    if (maxMetrics < 1) {
      problems.add("max_metrics", "must be 1 or more");
    }
  }

  /** How many series a metric may have. */
  long limitOf(String metric) {
    return limits.getOrDefault(metric, limit);
  }
}
