package io.beltline.connector.failover;

import io.beltline.components.parts.PipelineName;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Key;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Validated;
import io.beltline.delivery.DeliveryConfig;
import io.beltline.delivery.QueueConfig;
import io.beltline.delivery.RetryConfig;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What users write under {@code failover}.
 *
 * @param priorityLevels the levels, the best first, each with the pipelines that get what goes to
 *     it
 * @param retryInterval how often a better level is tried
 * @param retryGap without effect
 * @param maxRetries without effect
 * @param queue the queue in front of the levels, null for none
 * @param retryOnFailure how what no level takes is tried again from the queue
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
    @Default("0") @Doc("Accepted, without effect, as in newer Go collectors.") int maxRetries,
    @Key("sending_queue")
        @Section(absent = Presence.OFF, nulled = Presence.DEFAULTS)
        @Doc("A queue in front of the levels; without it the sender hears what they say.")
        @Nullable QueueConfig queue,
    @Section @Doc("How what no level takes for the moment is tried again from the queue.")
        RetryConfig retryOnFailure)
    implements DeliveryConfig, Validated {

  @Override
  public QueueConfig sendingQueue() {
    return queue == null ? QueueConfig.disabled() : queue;
  }

  @Override
  public Duration timeout() {
    return Duration.ZERO;
  }

  /** Every one, as exporters behind it may send it on; but batches have only what divides them. */
  @Override
  public boolean sendsHeader(String name) {
    return queue == null || queue.batch() == null;
  }

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
