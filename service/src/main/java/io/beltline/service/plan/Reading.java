package io.beltline.service.plan;

import io.beltline.config.Problem;
import io.beltline.service.admin.AdminConfig;
import io.beltline.service.telemetry.TelemetryConfig;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration says shall run.
 *
 * @param plan the plan, or null if there are errors
 * @param telemetry what the collector tells of itself, or null if that has errors
 * @param admin where the admin API listens, or null if that has errors
 * @param problems errors and warnings, by place
 */
public record Reading(
    @Nullable Plan plan,
    @Nullable TelemetryConfig telemetry,
    @Nullable AdminConfig admin,
    List<Problem> problems) {
  private static final Comparator<Problem> BY_PLACE =
      Comparator.comparing((Problem p) -> p.position().source())
          .thenComparingInt(p -> p.position().line())
          .thenComparingInt(p -> p.position().column());

  /** Sorts the problems. */
  public Reading {
    problems = problems.stream().sorted(BY_PLACE).toList();
  }
}
