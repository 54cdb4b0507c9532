package io.beltline.exporter.prometheusremotewrite;

import io.beltline.api.ExportResult.Action;
import io.beltline.components.egress.EgressPolicyConfig;
import io.beltline.components.prometheus.RemoteWrite;
import io.beltline.components.prometheus.ResourceConversionConfig;
import io.beltline.components.prometheus.ResourceLabelsConfig;
import io.beltline.components.prometheus.Translation;
import io.beltline.config.Default;
import io.beltline.config.Defaults;
import io.beltline.config.Doc;
import io.beltline.config.Key;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What users write under the {@code prometheus_remote_write} exporter.
 *
 * @param client the keys of every HTTP client at the top; its endpoint is the whole URL
 * @param httpBlock the same in a block of their own, which wins
 * @param namespace what every metric name begins with
 * @param externalLabels labels of every series that has none of that name
 * @param remoteWriteQueue the older way to set up the queue
 * @param queue the queue
 * @param wal the older way to ask for a queue on disk
 * @param maxBatchSizeBytes the most a request may have before it is compressed
 * @param maxBatchRequestParallelism how many requests of one batch are sent at once, or null for
 *     the consumers of the queue
 * @param resourceConstantLabels which resource attributes become labels of every series
 * @param resourceToTelemetryConversion the older way to say so
 * @param targetInfo whether a series tells of the resource
 * @param disableScopeInfo whether the labels of the scope are left out
 * @param exportCreatedMetric whether a series tells when counting began
 * @param addMetricSuffixes whether names get suffixes of unit and type
 * @param translationStrategy what becomes of names; wins over {@code addMetricSuffixes}
 * @param sendMetadata whether version 1.0 tells of metrics too
 * @param protobufMessage the version; empty for the newest the destination takes
 * @param includeMetadataKeys headers of senders that are passed on
 * @param convertExplicitHistogramsToNhcb whether histograms with bounds become native ones
 * @param keepClassicHistograms whether they are sent as series too
 * @param lateSamples what becomes of samples that are older than what was sent
 * @param retryOnFailure the retries
 * @param answers what is done with answers, where it is not what the table says
 * @param deadLetters where what is refused for good is kept
 * @param egressPolicy what must not leave; null for no policy
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/exporter/prometheusremotewriteexporter">the
 *     keys and defaults</a>
 */
public record PrometheusRemoteWriteExporterConfig(
    @Squash @Defaults({"timeout=5s", "write_buffer_size=524288"}) HttpClientConfig client,
    @Key("http")
        @Section(absent = Presence.OFF, nulled = Presence.DEFAULTS)
        @Defaults({"timeout=5s", "write_buffer_size=524288"})
        @Doc("The keys of the HTTP client; where it is written, those at the top have no effect.")
        @Nullable HttpClientConfig httpBlock,
    @Default("") @Doc("What every metric name begins with, before an underscore.") String namespace,
    @Default("{}") @Doc("Labels of every series that has none of that name.")
        Map<String, String> externalLabels,
    @Section(absent = Presence.OFF, nulled = Presence.DEFAULTS)
        @Doc("The older way to set up the queue; not together with sending_queue.")
        @Nullable RemoteWriteQueueConfig remoteWriteQueue,
    @Key("sending_queue")
        @Section(absent = Presence.OFF, nulled = Presence.DEFAULTS)
        @Defaults({"queue_size=10000", "num_consumers=5"})
        @Doc("The queue in front of the destination.")
        @Nullable QueueConfig queue,
    @Section(absent = Presence.OFF, nulled = Presence.DEFAULTS)
        @Doc("Accepted; what keeps the queue on disk is sending_queue::storage.")
        @Nullable WalConfig wal,
    @Default("3000000") @Doc("The most bytes of a request before it is compressed.")
        int maxBatchSizeBytes,
    @Doc("How many requests of one batch are sent at once; not set: num_consumers of the queue.")
        @Nullable Integer maxBatchRequestParallelism,
    @Section(absent = Presence.OFF, nulled = Presence.OFF)
        @Doc("Which resource attributes become labels of every series.")
        @Nullable ResourceLabelsConfig resourceConstantLabels,
    @Section @Doc("The older way to make labels of resource attributes.")
        ResourceConversionConfig resourceToTelemetryConversion,
    @Section @Doc("The series that tells of the resource.") TargetInfoConfig targetInfo,
    @Default("false") @Doc("Leave the otel_scope_ labels out.") boolean disableScopeInfo,
    @Section @Doc("The series that tells when counting began.")
        CreatedMetricConfig exportCreatedMetric,
    @Default("true")
        @Doc("Add suffixes of unit and type to names; not used with translation_strategy.")
        boolean addMetricSuffixes,
    @Default("")
        @Doc(
            "UnderscoreEscapingWithSuffixes, UnderscoreEscapingWithoutSuffixes,"
                + " NoUTF8EscapingWithSuffixes, NoTranslation, or empty for add_metric_suffixes.")
        String translationStrategy,
    @Default("false") @Doc("Tell of metrics in version 1.0 too; version 2.0 always does.")
        boolean sendMetadata,
    @Default("")
        @Doc(
            "prometheus.WriteRequest for version 1.0, io.prometheus.write.v2.Request for version"
                + " 2.0; empty for the newest the destination takes.")
        String protobufMessage,
    @Default("[]") @Doc("Headers of senders that are passed on with their data.")
        List<String> includeMetadataKeys,
    @Default("false") @Doc("Send histograms with bounds as native histograms with custom buckets.")
        boolean convertExplicitHistogramsToNhcb,
    @Default("false") @Doc("Send them as series of buckets too.") boolean keepClassicHistograms,
    @Default("send")
        @Doc(
            "What becomes of a sample older than what was sent of its series: send it by itself,"
                + " or drop and count it.")
        LateSamples lateSamples,
    @Section
        @Defaults("initial_interval=50ms")
        @Doc("How a destination that refuses for the moment is tried again.")
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
  public static final AnswerTable ANSWERS = RemoteWriteResponses.TABLE;

  private static final int USUAL_BATCH_BYTES = 3_000_000;

  /**
   * The queue as it was written before there was {@code sending_queue}.
   *
   * @param enabled false to send on the caller's thread
   * @param queueSize how many requests wait and are sent at most
   * @param numConsumers how many requests of one batch are sent at once
   */
  public record RemoteWriteQueueConfig(
      @Default("true") @Doc("Queue requests.") boolean enabled,
      @Default("10000") @Doc("The most requests the queue holds.") int queueSize,
      @Default("5") @Doc("How many requests of one batch are sent at once.") int numConsumers) {}

  /**
   * The log on disk as it was written before there was {@code sending_queue::storage}.
   *
   * @param directory accepted, without effect
   * @param bufferSize accepted, without effect
   * @param truncateFrequency accepted, without effect
   * @param lagRecordFrequency accepted, without effect
   */
  public record WalConfig(
      @Default("") @Doc("Accepted, without effect.") String directory,
      @Default("300") @Doc("Accepted, without effect.") int bufferSize,
      @Default("1m") @Doc("Accepted, without effect.") Duration truncateFrequency,
      @Default("15s") @Doc("Accepted, without effect.") Duration lagRecordFrequency) {}

  /**
   * The series that tells of the resource.
   *
   * @param enabled whether it is sent
   */
  public record TargetInfoConfig(
      @Default("true") @Doc("Send target_info for each resource.") boolean enabled) {}

  /**
   * The series that tells when counting began.
   *
   * @param enabled whether it is sent
   */
  public record CreatedMetricConfig(
      @Default("false") @Doc("Send a _created series for what has a start time.")
          boolean enabled) {}

  @Override
  public Duration timeout() {
    return client.timeout();
  }

  @Override
  public boolean inOrder() {
    return true;
  }

  /** One batch is sent at a time, so that no sample of a series overtakes another. */
  @Override
  public QueueConfig sendingQueue() {
    return Queues.ordered(queue, remoteWriteQueue, includeMetadataKeys);
  }

  @Override
  public boolean sendsHeader(String name) {
    return includeMetadataKeys.stream().anyMatch(name::equalsIgnoreCase);
  }

  /** How many requests of one batch are sent at once. */
  int parallelism() {
    if (maxBatchRequestParallelism != null) {
      return maxBatchRequestParallelism;
    }
    return Queues.consumers(queue, remoteWriteQueue);
  }

  /** The most bytes of a request before it is compressed. */
  int batchBytes() {
    return maxBatchSizeBytes == 0 ? USUAL_BATCH_BYTES : maxBatchSizeBytes;
  }

  /** The keys of the HTTP client that count. */
  HttpClientConfig http() {
    return httpBlock != null ? httpBlock : client;
  }

  /** The same without headers that would break the protocol. */
  HttpClientConfig protectedHttp() {
    return ProtocolHeaders.removed(http());
  }

  /** What becomes of names. */
  Translation translation() {
    Translation named = Translation.of(translationStrategy);
    if (named != null) {
      return named;
    }
    return addMetricSuffixes ? Translation.ESCAPED_WITH_SUFFIXES : Translation.ESCAPED;
  }

  /** The version that is tried first. */
  Version firstVersion() {
    return protobufMessage.equals(RemoteWrite.MESSAGE_1) ? Version.V1 : Version.V2;
  }

  /** What users should know of their configuration. */
  List<String> notices() {
    return ConfigRules.notices(this);
  }

  @Override
  public void validate(Problems problems) {
    ANSWERS.check(answers, problems);
    ConfigRules.check(this, problems);
  }
}
