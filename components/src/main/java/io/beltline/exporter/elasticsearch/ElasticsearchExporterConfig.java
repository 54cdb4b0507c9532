package io.beltline.exporter.elasticsearch;

import io.beltline.api.ExportResult.Action;
import io.beltline.components.bulk.DocumentIdsConfig;
import io.beltline.components.egress.EgressPolicyConfig;
import io.beltline.config.Default;
import io.beltline.config.Defaults;
import io.beltline.config.Doc;
import io.beltline.config.Key;
import io.beltline.config.Secret;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import io.beltline.delivery.Answer;
import io.beltline.delivery.AnswerTable;
import io.beltline.delivery.DeadLetterConfig;
import io.beltline.delivery.DeliveryConfig;
import io.beltline.delivery.QueueConfig;
import io.beltline.delivery.RetryConfig;
import io.beltline.transport.config.HttpClientConfig;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What users write under the {@code elasticsearch} exporter.
 *
 * @param client the keys of every HTTP client; its endpoint is one node
 * @param endpoints several nodes
 * @param cloudId the id of a deployment in Elastic Cloud
 * @param user the name for HTTP basic authentication
 * @param password its password
 * @param apiKey an API key in its encoded form
 * @param logsIndex a fixed index for log records and events of spans
 * @param metricsIndex a fixed index for metrics
 * @param tracesIndex a fixed index for spans
 * @param logsDynamicIndex accepted, without effect
 * @param metricsDynamicIndex accepted, without effect
 * @param tracesDynamicIndex accepted, without effect
 * @param logsDynamicId whether log records may name the id of their document
 * @param tracesDynamicId whether spans may
 * @param logsDynamicPipeline whether log records may name the pipeline of their document
 * @param logstashFormat names of indices that end with a date
 * @param pipeline the ingest pipeline of all documents
 * @param mapping what documents look like
 * @param documentIds ids of our own for documents
 * @param discover how the nodes of the cluster are found
 * @param bulkResponseFilterPath what answers tell
 * @param includeSourceOnError whether the engine's words may show what was sent
 * @param metadataKeys request headers that keep requests in separate batches
 * @param telemetry what the log tells at level debug
 * @param numWorkers the older name for the number of consumers
 * @param flush the older way to size requests
 * @param batcher the older way to batch
 * @param retry the exporter's own keys for retries
 * @param queue the queue, as it is written
 * @param backOff the retries, as they are written
 * @param answers what is done with answers, where it is not what the table says
 * @param deadLetters where what is refused for good is kept
 * @param egressPolicy what must not leave; null for no policy
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/exporter/elasticsearchexporter">the
 *     keys and defaults</a>
 */
public record ElasticsearchExporterConfig(
    @Squash @Defaults({"timeout=90s", "compression=gzip", "compression_params.level=1"})
        HttpClientConfig client,
    @Default("[]") @Doc("The URLs of several nodes, used in turn.") List<String> endpoints,
    @Key("cloudid") @Default("") @Doc("The Cloud ID of a deployment, instead of URLs.")
        String cloudId,
    @Default("") @Doc("The name for HTTP basic authentication.") String user,
    @Default("") @Doc("The password for it.") Secret password,
    @Default("") @Doc("An API key in its encoded form; wins over user and password.") Secret apiKey,
    @Key(aliases = "index")
        @Default("")
        @Doc("A fixed index or data stream for log records and events of spans.")
        String logsIndex,
    @Default("") @Doc("A fixed index or data stream for metrics.") String metricsIndex,
    @Default("") @Doc("A fixed index or data stream for spans.") String tracesIndex,
    @Section @Doc("Accepted, without effect: indices are dynamic unless fixed.")
        EnabledConfig logsDynamicIndex,
    @Section @Doc("Accepted, without effect: indices are dynamic unless fixed.")
        EnabledConfig metricsDynamicIndex,
    @Section @Doc("Accepted, without effect: indices are dynamic unless fixed.")
        EnabledConfig tracesDynamicIndex,
    @Section @Doc("Take the id of a log record's document from elasticsearch.document_id.")
        EnabledConfig logsDynamicId,
    @Section @Doc("Take the id of a span's document from elasticsearch.document_id.")
        EnabledConfig tracesDynamicId,
    @Section @Doc("Take the pipeline of a log record from elasticsearch.ingest_pipeline.")
        EnabledConfig logsDynamicPipeline,
    @Section @Doc("Names of indices that end with a date.") LogstashFormatConfig logstashFormat,
    @Default("") @Doc("The ingest pipeline of all documents.") String pipeline,
    @Section @Doc("What documents look like.") MappingConfig mapping,
    @Section @Doc("Ids of our own for documents.") DocumentIdsConfig documentIds,
    @Section @Doc("How the nodes of the cluster are found.") DiscoverConfig discover,
    @Default(
            "items.*._index,items.*.status,items.*.failure_store,items.*.error.type,"
                + "items.*.error.reason")
        @Doc("What answers tell; items.*.status must be among it. Empty for everything.")
        String bulkResponseFilterPath,
    @Doc(
            "Let the engine's words show what was sent (Elasticsearch 8.18). Not set: what they"
                + " show is cut off.")
        @Nullable Boolean includeSourceOnError,
    @Default("[]")
        @Doc("Request headers whose values keep requests in separate batches; they stay with them.")
        List<String> metadataKeys,
    @Section @Doc("What the log tells at level debug.") TelemetryConfig telemetry,
    @Doc("As sending_queue::num_consumers, which is the newer name.") @Nullable Integer numWorkers,
    @Section @Doc("The older way to size requests.") FlushConfig flush,
    @Section(absent = Presence.OFF, nulled = Presence.OFF) @Doc("The older way to batch.")
        @Nullable BatcherConfig batcher,
    @Section @Doc("The exporter's own keys for retries; they win over retry_on_failure.")
        RetryKeysConfig retry,
    @Key("sending_queue")
        @Section
        @Defaults({
          "batch.flush_timeout=10s",
          "batch.sizer=bytes",
          "batch.min_size=1000000",
          "batch.max_size=5000000"
        })
        @Doc("The queue in front of the destination; without batch, requests are gathered too.")
        QueueConfig queue,
    @Key("retry_on_failure")
        @Section
        @Defaults({"initial_interval=100ms", "multiplier=2", "max_interval=1m"})
        @Doc("How a destination that refuses for the moment is tried again.")
        RetryConfig backOff,
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
  public static final AnswerTable ANSWERS = io.beltline.components.bulk.BulkTable.ANSWERS;

  /** Copies the lists. */
  public ElasticsearchExporterConfig {
    endpoints = List.copyOf(endpoints);
    metadataKeys = List.copyOf(metadataKeys);
  }

  @Override
  public QueueConfig sendingQueue() {
    return QueueKeys.of(this);
  }

  @Override
  public RetryConfig retryOnFailure() {
    Duration initial = retry.initialInterval();
    Duration longest = retry.maxInterval();
    Boolean enabled = retry.enabled();
    return new RetryConfig(
        enabled == null ? backOff.enabled() : enabled,
        initial == null ? backOff.initialInterval() : initial,
        backOff.randomizationFactor(),
        backOff.multiplier(),
        longest == null ? backOff.maxInterval() : longest,
        backOff.maxElapsedTime());
  }

  @Override
  public Duration timeout() {
    return client.timeout();
  }

  Connection connection() {
    return new Connection(client.endpoint(), endpoints, cloudId);
  }

  /** The URLs of the nodes. */
  List<URI> urls(Map<String, String> environment) {
    return connection().urls(environment);
  }

  /** The fixed index of a signal, empty for none. */
  String index(io.beltline.model.Signal signal) {
    return switch (signal) {
      case LOGS -> logsIndex;
      case METRICS -> metricsIndex;
      case TRACES -> tracesIndex;
      case PROFILES -> "";
    };
  }

  @Override
  public void validate(Problems problems) {
    ANSWERS.check(answers, problems);
    connection().check(problems, System.getenv());
    if (client.timeout().isNegative()) {
      problems.add("timeout", "must not be negative (expected: a duration such as 90s)");
    }
    if (!Set.of("", "none", "gzip").contains(client.compression())) {
      problems.add("compression", "is not read by Elasticsearch (expected: gzip or none)");
    }
    if (numWorkers != null && numWorkers < 0) {
      problems.add("num_workers", "must not be negative (expected: 1 or more)");
    }
    fixedOrDynamic(problems, "logs", logsIndex, logsDynamicIndex);
    fixedOrDynamic(problems, "metrics", metricsIndex, metricsDynamicIndex);
    fixedOrDynamic(problems, "traces", tracesIndex, tracesDynamicIndex);
    if (!bulkResponseFilterPath.isEmpty() && !tellsStatus(bulkResponseFilterPath)) {
      problems.add(
          "bulk_response_filter_path",
          "does not let the status of documents through (expected: items.*.status among it)");
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < metadataKeys.size(); i++) {
      if (!seen.add(metadataKeys.get(i).toLowerCase(Locale.ROOT))) {
        problems.add(
            "metadata_keys::" + i,
            "\"" + metadataKeys.get(i) + "\" stands twice (expected: each name once)");
      }
    }
  }

  private static boolean tellsStatus(String filter) {
    return List.of(filter.split(",", -1)).stream()
        .map(String::strip)
        .anyMatch(
            part ->
                Set.of("items.*.status", "items", "items.*", "items.**", "**", "**.status", "*")
                    .contains(part));
  }

  private static void fixedOrDynamic(
      Problems problems, String signal, String fixed, EnabledConfig dynamic) {
    if (!fixed.isEmpty() && dynamic.enabled()) {
      problems.add(
          signal + "_index",
          "stands beside "
              + signal
              + "_dynamic_index (expected: no fixed index, unless all documents go there)");
    }
  }
}
