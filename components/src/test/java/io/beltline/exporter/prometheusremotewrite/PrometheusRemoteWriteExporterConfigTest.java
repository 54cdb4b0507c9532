package io.beltline.exporter.prometheusremotewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.prometheus.Translation;
import io.beltline.delivery.DeadLetterConfig;
import io.beltline.delivery.Overflow;
import io.beltline.delivery.QueueConfig;
import io.beltline.exporter.Yaml;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrometheusRemoteWriteExporterConfigTest {
  private static final String URL = "endpoint: http://mimir:9009/api/v1/push\n";

  private static PrometheusRemoteWriteExporterConfig bind(String yaml) {
    return Yaml.bind(PrometheusRemoteWriteExporterConfig.class, yaml).value();
  }

  private static String problems(String yaml) {
    return Yaml.problems(PrometheusRemoteWriteExporterConfig.class, yaml);
  }

  @Test
  void defaultsAreGos() {
    PrometheusRemoteWriteExporterConfig config = bind(URL);
    assertThat(config.http().endpoint()).isEqualTo("http://mimir:9009/api/v1/push");
    assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.http().timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.http().writeBufferSize()).isEqualTo(524288);
    assertThat(config.namespace()).isEmpty();
    assertThat(config.externalLabels()).isEmpty();
    assertThat(config.sendingQueue().enabled()).isTrue();
    assertThat(config.sendingQueue().queueSize()).isEqualTo(10_000);
    assertThat(config.sendingQueue().numConsumers()).isEqualTo(1);
    assertThat(config.parallelism()).isEqualTo(5);
    assertThat(config.batchBytes()).isEqualTo(3_000_000);
    assertThat(config.wal()).isNull();
    assertThat(config.targetInfo().enabled()).isTrue();
    assertThat(config.disableScopeInfo()).isFalse();
    assertThat(config.exportCreatedMetric().enabled()).isFalse();
    assertThat(config.translation()).isEqualTo(Translation.ESCAPED_WITH_SUFFIXES);
    assertThat(config.sendMetadata()).isFalse();
    assertThat(config.includeMetadataKeys()).isEmpty();
    assertThat(config.convertExplicitHistogramsToNhcb()).isFalse();
    assertThat(config.keepClassicHistograms()).isFalse();
    assertThat(config.retryOnFailure().initialInterval()).isEqualTo(Duration.ofMillis(50));
    assertThat(config.retryOnFailure().maxInterval()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.resourceConstantLabels()).isNull();
    assertThat(config.resourceToTelemetryConversion().enabled()).isFalse();
    assertThat(config.answers()).isEmpty();
    assertThat(config.deadLetters()).isEqualTo(DeadLetterConfig.defaults());
    assertThat(config.notices()).isEmpty();
  }

  @Test
  void defaultsThatAreNotGos() {
    PrometheusRemoteWriteExporterConfig config = bind(URL);
    assertThat(config.protobufMessage()).isEmpty();
    assertThat(config.firstVersion()).isEqualTo(Version.V2);
    assertThat(config.lateSamples()).isEqualTo(LateSamples.SEND);
  }

  @Test
  void theOlderQueueIsTheQueue() {
    PrometheusRemoteWriteExporterConfig config =
        bind(URL + "remote_write_queue: {queue_size: 7, num_consumers: 3}\n");
    assertThat(config.sendingQueue().queueSize()).isEqualTo(7);
    assertThat(config.sendingQueue().numConsumers()).isEqualTo(1);
    assertThat(config.parallelism()).isEqualTo(3);
    assertThat(bind(URL + "remote_write_queue: {enabled: false}\n").sendingQueue().enabled())
        .isFalse();
  }

  @Test
  void theCommonQueueHasOneConsumerToo() {
    QueueConfig queue =
        bind(URL + "sending_queue: {storage: file_storage, on_overflow: block, batch: {}}\n")
            .sendingQueue();
    assertThat(queue.numConsumers()).isEqualTo(1);
    assertThat(queue.queueSize()).isEqualTo(10_000);
    assertThat(queue.storage()).hasToString("file_storage");
    assertThat(queue.overflow()).isEqualTo(Overflow.BLOCK);
    assertThat(queue.batch()).isNotNull();
    assertThat(bind(URL + "max_batch_request_parallelism: 2\n").parallelism()).isEqualTo(2);
    assertThat(bind(URL + "sending_queue: {num_consumers: 4}\n").parallelism()).isEqualTo(4);
  }

  @Test
  void theBlockOfTheClientWins() {
    PrometheusRemoteWriteExporterConfig config =
        bind("timeout: 7s\nhttp: {endpoint: 'https://a/push', timeout: 3s}\n");
    assertThat(config.http().endpoint()).isEqualTo("https://a/push");
    assertThat(config.http().timeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void olderKeysAreRead() {
    PrometheusRemoteWriteExporterConfig config =
        bind(
            URL
                + """
                wal: {directory: ./wal, buffer_size: 100, truncate_frequency: 45s, lag_record_frequency: 5s}
                export_created_metric: {enabled: true}
                add_metric_suffixes: false
                headers: {Content-Type: text/plain}
                """);
    assertThat(config.exportCreatedMetric().enabled()).isTrue();
    assertThat(config.translation()).isEqualTo(Translation.ESCAPED);
    assertThat(config.notices())
        .satisfiesExactly(
            one -> assertThat(one).contains("Content-Type"),
            one -> assertThat(one).contains("sending_queue::storage"));
    assertThat(bind(URL + "wal: {}\nsending_queue: {storage: file_storage}\n").notices()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "endpoint: mimir:9009|endpoint: \"mimir:9009\" is no URL|1:11",
        "namespace: x|endpoint: must be specified|",
        "http: {endpoint: ftp://a/}|http::endpoint: \"ftp://a/\" is no URL|1:18",
        "http: {endpoint: http://a/, compression: gzip}|http::compression: \"gzip\" is not in the"
            + " protocol|1:42",
      })
  void wrongEndpointsAreRefused(String yaml, String problem, String place) {
    assertThat(problems(yaml + "\n")).contains(problem).contains(place == null ? "" : place);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "compression: gzip|compression: \"gzip\" is not in the protocol (expected: snappy|2:14",
        "timeout: -1s|timeout: must not be negative|2:10",
        "max_batch_size_bytes: -1|max_batch_size_bytes: must not be negative|2:23",
        "max_batch_request_parallelism: 0|max_batch_request_parallelism: must be positive|2:32",
        "remote_write_queue: {queue_size: 0}|remote_write_queue::queue_size: must be positive|2:34",
        "remote_write_queue: {num_consumers: -1}|remote_write_queue::num_consumers: must not"
            + " be|2:37",
        "sending_queue: {num_consumers: 0}|sending_queue::num_consumers: must be positive|2:32",
        "translation_strategy: Some|translation_strategy: \"Some\" is no strategy|2:23",
        "protobuf_message: v3|protobuf_message: \"v3\" is no message|2:19",
        "include_metadata_keys: [Content-Type]|include_metadata_keys: \"Content-Type\" is a"
            + " header|2:1",
        "late_samples: maybe|late_samples: |2:15",
        "retry_on_failure: {multiplier: -1}|retry_on_failure::multiplier: must not be"
            + " negative|2:32",
        "target_inf: {}|target_inf|2:1",
        "answers: {UNAVAILABLE: retry}|is no answer of this destination|2:",
      })
  void wrongValuesAreRefusedWhereTheyStand(String line, String problem, String place) {
    assertThat(problems(URL + line + "\n")).contains(problem).contains("c.yaml:" + place);
  }

  @Test
  void aBatchIsOfOneTenant() {
    PrometheusRemoteWriteExporterConfig config =
        bind(
            URL
                + "include_metadata_keys: [X-Tenant, X-Zone]\n"
                + "sending_queue: {batch: {partition: {metadata_keys: [x-tenant, other]}}}\n");
    assertThat(Objects.requireNonNull(config.sendingQueue().batch()).partition().metadataKeys())
        .containsExactly("x-tenant", "other", "X-Zone");
  }

  @Test
  void whatContradictsIsRefused() {
    assertThat(problems(URL + "sending_queue: {}\nremote_write_queue: {}\n"))
        .contains("remote_write_queue: contradicts sending_queue")
        .contains("c.yaml:3:");
    assertThat(
            problems(
                URL
                    + "protobuf_message: prometheus.WriteRequest\n"
                    + "translation_strategy: NoTranslation\n"))
        .contains("translation_strategy: \"NoTranslation\" needs version 2.0")
        .contains("c.yaml:3:");
    assertThat(
            problems(
                URL
                    + "resource_constant_labels: {included: [a]}\n"
                    + "resource_to_telemetry_conversion: {enabled: true}\n"))
        .contains("resource_to_telemetry_conversion: contradicts")
        .contains("c.yaml:3:");
  }
}
