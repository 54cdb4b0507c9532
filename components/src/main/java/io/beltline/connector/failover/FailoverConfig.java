package io.beltline.connector.failover;

import io.beltline.components.parts.PipelineName;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What users write under {@code failover}.
 *
 * @param priorityLevels the levels, the best first, each with the pipelines that get what goes to
 *     it
 * @param retryInterval how often a better level is tried
 * @param retryGap without effect
 * @param maxRetries without effect
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/connector/failoverconnector">the
 *     keys and defaults</a>
 */
public record FailoverConfig(
    @Doc("The levels, the best first: each a list of pipelines that all get what goes to it.")
        List<List<PipelineName>> priorityLevels,
    @Default("10m") @Doc("How often a request tries the better levels while a lower one is in use.")
        Duration retryInterval,
    @Default("0s") @Doc("Accepted, without effect, as in newer Go collectors.") Duration retryGap,
    @Default("0") @Doc("Accepted, without effect, as in newer Go collectors.") int maxRetries)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (priorityLevels.isEmpty()) {
      problems.add("priority_levels", "is empty (expected: a list of lists of pipelines)");
    }
    Set<PipelineName> seen = new HashSet<>();
    for (int i = 0; i < priorityLevels.size(); i++) {
      List<PipelineName> level = priorityLevels.get(i);
      if (level.isEmpty()) {
        problems.add("priority_levels::" + i, "is empty (expected: at least one pipeline)");
      }
      for (int j = 0; j < level.size(); j++) {
        if (!seen.add(level.get(j))) {
          problems.add(
              "priority_levels::" + i + "::" + j,
              "\"" + level.get(j) + "\" stands in a level already (expected: once)");
        }
      }
    }
    if (!retryInterval.isPositive()) {
      problems.add("retry_interval", "must be positive (expected: such as 10m)");
    }
  }
}
