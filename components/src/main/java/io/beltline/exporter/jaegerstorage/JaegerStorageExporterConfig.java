package io.beltline.exporter.jaegerstorage;

import io.beltline.api.ExportResult.Action;
import io.beltline.components.egress.EgressPolicyConfig;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Key;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Validated;
import io.beltline.delivery.Answer;
import io.beltline.delivery.DeadLetterConfig;
import io.beltline.delivery.DeliveryConfig;
import io.beltline.delivery.QueueConfig;
import io.beltline.delivery.RetryConfig;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What users write under the {@code jaeger_storage_exporter}.
 *
 * @param traceStorage the name of a storage in the {@code jaeger_storage} extension
 * @param sendingQueue the queue
 * @param retryOnFailure the retries
 * @param answers what is done with answers, where it is not what the table says
 * @param deadLetters where what is refused for good is kept
 * @param timeout how long one attempt may take
 * @param egressPolicy what must not leave; null for no policy
 * @see <a
 *     href="https://github.com/jaegertracing/jaeger/tree/main/cmd/jaeger/internal/exporters/storageexporter">the
 *     keys</a>
 */
public record JaegerStorageExporterConfig(
    @Default("") @Doc("The name of a storage in the extension jaeger_storage.") String traceStorage,
    @Key(value = "queue", aliases = "sending_queue")
        @Section
        @Doc("The queue in front of the destination.")
        QueueConfig sendingQueue,
    @Section @Doc("How a destination that refuses for the moment is tried again.")
        RetryConfig retryOnFailure,
    @Doc(
            "What is done with an answer of the destination instead of what the table of answers"
                + " says.")
        Map<Answer, Action> answers,
    @Section @Doc("Where what the destination refuses for good is kept.")
        DeadLetterConfig deadLetters,
    @Default("30s") @Doc("How long one attempt may take; 0 sets no limit.") Duration timeout,
    @Doc("What must not leave, and what is done with it: see the page on egress policies.")
        @Section(absent = Presence.OFF)
        @Nullable EgressPolicyConfig egressPolicy)
    implements DeliveryConfig, Validated {

  @Override
  public void validate(Problems problems) {
    if (traceStorage.isEmpty()) {
      problems.add(
          "trace_storage",
          "must be specified (expected: a name of the extension jaeger_storage's backends)");
    }
    if (timeout.isNegative()) {
      problems.add("timeout", "must not be negative (expected: a duration such as 30s)");
    }
  }
}
