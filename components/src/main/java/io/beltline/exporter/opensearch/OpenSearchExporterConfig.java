package io.beltline.exporter.opensearch;

import io.beltline.api.ExportResult.Action;
import io.beltline.components.bulk.BulkTable;
import io.beltline.components.bulk.DocumentIdsConfig;
import io.beltline.components.egress.EgressPolicyConfig;
import io.beltline.config.Default;
import io.beltline.config.Defaults;
import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Validated;
import io.beltline.delivery.Answer;
import io.beltline.delivery.AnswerTable;
import io.beltline.delivery.DeadLetterConfig;
import io.beltline.delivery.DeliveryConfig;
import io.beltline.delivery.QueueConfig;
import io.beltline.delivery.RetryConfig;
import io.beltline.transport.HostPort;
import io.beltline.transport.config.HttpClientConfig;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What users write under the {@code opensearch} exporter.
 *
 * @param http the keys of every HTTP client; its endpoint is the node
 * @param dataset the middle of the usual names of indices
 * @param namespace the end of the usual names of indices
 * @param logsIndex the index of log records, with placeholders
 * @param logsIndexFallback what stands for a placeholder that nothing fills
 * @param logsIndexTimeFormat the date behind the name
 * @param tracesIndex the index of spans, with placeholders
 * @param tracesIndexFallback what stands for a placeholder that nothing fills
 * @param tracesIndexTimeFormat the date behind the name
 * @param bulkAction create or index
 * @param mapping what documents of log records look like
 * @param documentIds ids of our own for documents
 * @param timeout how long one attempt may take
 * @param sendingQueue the queue
 * @param retryOnFailure the retries
 * @param answers what is done with answers, where it is not what the table says
 * @param deadLetters where what is refused for good is kept
 * @param egressPolicy what must not leave; null for no policy
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/exporter/opensearchexporter">the
 *     keys and defaults</a>
 */
public record OpenSearchExporterConfig(
    @Section @Doc("How the node is spoken to.") @Defaults({"compression=gzip"})
        HttpClientConfig http,
    @Default("default") @Doc("The dataset in ss4o_logs-DATASET-NAMESPACE.") String dataset,
    @Default("namespace") @Doc("The namespace in ss4o_logs-DATASET-NAMESPACE.") String namespace,
    @Default("") @Doc("The index of log records; %{key} is the value of an attribute.")
        String logsIndex,
    @Default("") @Doc("What stands for an attribute that is missing. Empty: unknown.")
        String logsIndexFallback,
    @Default("") @Doc("The date behind the name, such as yyyy.MM.dd; empty for none.")
        String logsIndexTimeFormat,
    @Default("") @Doc("The index of spans; %{key} is the value of an attribute.")
        String tracesIndex,
    @Default("") @Doc("What stands for an attribute that is missing. Empty: unknown.")
        String tracesIndexFallback,
    @Default("") @Doc("The date behind the name, such as yyyy.MM.dd; empty for none.")
        String tracesIndexTimeFormat,
    @Default("create") @Doc("What is done with a document: create or index.") BulkAction bulkAction,
    @Section @Doc("What documents of log records look like.") OpenSearchMappingConfig mapping,
    @Section @Doc("Ids of our own for documents.") DocumentIdsConfig documentIds,
    @Default("5s") @Doc("How long one attempt may take; 0 sets no limit.") Duration timeout,
    @Section @Doc("The queue in front of the destination.") QueueConfig sendingQueue,
    @Section @Doc("How a destination that refuses for the moment is tried again.")
        RetryConfig retryOnFailure,
    @Doc(
            "What is done with an answer of the destination instead of what the table of answers"
                + " says.")
        Map<Answer, Action> answers,
    @Section @Doc("Where what the destination refuses for good is kept.")
        DeadLetterConfig deadLetters,
    @Doc("What must not leave, and what is done with it: see the page on egress policies.")
        @Section(absent = Presence.OFF)
        @Nullable EgressPolicyConfig egressPolicy)
    implements DeliveryConfig, Validated {

  /** What is done with each answer, unless the user wrote something else. */
  public static final AnswerTable ANSWERS = BulkTable.ANSWERS;

  /** What is done with a document. */
  public enum BulkAction {
    /** Write it unless there is one of its id. */
    CREATE,
    /** Write it over one of its id. */
    INDEX
  }

  @Override
  public void validate(Problems problems) {
    ANSWERS.check(answers, problems);
    String url = http.endpoint();
    if (url.isEmpty()) {
      problems.add("http::endpoint", "must be specified (expected: http://host:9200)");
    } else if (!HostPort.isHttp(url)) {
      problems.add("http::endpoint", "\"" + url + "\" is no URL (expected: http://host:9200)");
    }
    if (!Set.of("", "none", "gzip").contains(http.compression())) {
      problems.add("http::compression", "is not read by OpenSearch (expected: gzip or none)");
    }
    if (timeout.isNegative()) {
      problems.add("timeout", "must not be negative (expected: a duration such as 5s)");
    }
    if (dataset.isEmpty()) {
      problems.add("dataset", "must not be empty (expected: a name such as default)");
    }
    if (namespace.isEmpty()) {
      problems.add("namespace", "must not be empty (expected: a name such as namespace)");
    }
    date(problems, "logs_index_time_format", logsIndexTimeFormat);
    date(problems, "traces_index_time_format", tracesIndexTimeFormat);
  }

  private static void date(Problems problems, String key, String format) {
    try {
      IndexPattern.formatter(format);
    } catch (IllegalArgumentException noDate) {
      problems.add(key, "\"" + format + "\" is no date format (expected: such as yyyy.MM.dd)");
    }
  }
}
