package io.beltline.exporter.debug;

import io.beltline.components.egress.EgressPolicyConfig;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What users write under {@code debug}.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector/tree/main/exporter/debugexporter">the
 *     keys and defaults</a>
 */
public record DebugExporterConfig(
    @Doc("How much is told: basic counts, normal about a line an item, detailed everything.")
        @Default("basic")
        Verbosity verbosity,
    @Doc("How many messages are told each second before sampling begins.") @Default("2")
        int samplingInitial,
    @Doc("After those, every how manyth message is told: 1 tells all, 0 none.") @Default("1")
        int samplingThereafter,
    @Doc("Whether the collector's own log takes the output, under its level and layout.")
        @Default("true")
        boolean useInternalLogger,
    @Doc("Where output goes without the internal logger: stdout, stderr or file paths.")
        @Nullable List<String> outputPaths,
    @Doc("The queue in front of the output; absent: none.")
        @Key("sending_queue")
        @Section(absent = Presence.OFF)
        @Nullable QueueConfig queue,
    @Doc("What must not leave, and what is done with it: see the page on egress policies.")
        @Section(absent = Presence.OFF)
        @Nullable EgressPolicyConfig egressPolicy)
    implements DeliveryConfig, Validated {

  /** How much is told. */
  public enum Verbosity {
    BASIC,
    NORMAL,
    DETAILED
  }

  @Override
  public void validate(Problems problems) {
    if (useInternalLogger && outputPaths != null) {
      problems.add("output_paths", "needs use_internal_logger: false");
    }
    if (!useInternalLogger && outputPaths != null && outputPaths.isEmpty()) {
      problems.add("output_paths", "must not be empty (expected: stdout, stderr or file paths)");
    }
    if (samplingInitial < 0) {
      problems.add("sampling_initial", "must not be negative (expected: a number of messages)");
    }
    if (samplingThereafter < 0) {
      problems.add("sampling_thereafter", "must not be negative (expected: a number of messages)");
    }
  }

  @Override
  public QueueConfig sendingQueue() {
    return queue == null ? QueueConfig.disabled() : queue;
  }

  @Override
  public RetryConfig retryOnFailure() {
    return RetryConfig.disabled();
  }

  @Override
  public Duration timeout() {
    return Duration.ZERO;
  }
}
