package io.beltline.exporter.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.delivery.BatchConfig;
import io.beltline.delivery.DeadLetterConfig;
import io.beltline.delivery.PartitionConfig;
import io.beltline.delivery.QueueConfig;
import io.beltline.delivery.RetryConfig;
import io.beltline.delivery.Sizer;
import io.beltline.exporter.Yaml;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElasticsearchExporterConfigTest {
  private static final String URL = "endpoint: http://es:9200\n";

  private static ElasticsearchExporterConfig bind(String yaml) {
    return Yaml.bind(ElasticsearchExporterConfig.class, yaml).value();
  }

  private static String problems(String yaml) {
    return Yaml.problems(ElasticsearchExporterConfig.class, yaml);
  }

  @Test
  void defaults() {
    ElasticsearchExporterConfig config = bind(URL);
    assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(90));
    assertThat(config.client().compression()).isEqualTo("gzip");
    assertThat(config.client().compressionParams().level()).isEqualTo(1);
    assertThat(config.endpoints()).isEmpty();
    assertThat(config.mapping().mode()).isEqualTo(MappingMode.OTEL);
    assertThat(config.mapping().allowedModes()).isEmpty();
    assertThat(config.logsIndex() + config.metricsIndex() + config.tracesIndex()).isEmpty();
    assertThat(config.logsDynamicId().enabled()).isFalse();
    assertThat(config.tracesDynamicId().enabled()).isFalse();
    assertThat(config.logsDynamicPipeline().enabled()).isFalse();
    assertThat(config.logstashFormat()).isEqualTo(new LogstashFormatConfig(false, "-", "%Y.%m.%d"));
    assertThat(config.documentIds().enabled()).isTrue();
    assertThat(config.discover()).isEqualTo(new DiscoverConfig(false, Duration.ZERO));
    assertThat(config.includeSourceOnError()).isNull();
    assertThat(config.bulkResponseFilterPath())
        .isEqualTo(
            "items.*._index,items.*.status,items.*.failure_store,items.*.error.type,"
                + "items.*.error.reason");
    assertThat(config.telemetry())
        .isEqualTo(new TelemetryConfig(false, false, false, Duration.ofSeconds(1)));
    assertThat(config.retryOnFailure())
        .isEqualTo(
            new RetryConfig(true, Duration.ofMillis(100), 0.5, 2, Duration.ofMinutes(1), null));
    assertThat(config.sendingQueue())
        .isEqualTo(
            new QueueConfig(
                true,
                10,
                1000,
                Sizer.REQUESTS,
                null,
                null,
                false,
                null,
                batch(10, 1_000_000, 5_000_000)));
    assertThat(config.answers()).isEmpty();
    assertThat(config.deadLetters()).isEqualTo(DeadLetterConfig.defaults());
  }

  private static BatchConfig batch(int seconds, long min, long max) {
    return new BatchConfig(
        Duration.ofSeconds(seconds), Sizer.BYTES, min, max, new PartitionConfig(List.of()));
  }

  @Test
  void everyKeyIsRead() {
    ElasticsearchExporterConfig config =
        bind(
            """
            endpoints: [http://a:9200, https://b:9200]
            user: elastic
            password: secret
            api_key: key
            logs_index: l
            metrics_index: m
            traces_index: t
            logs_dynamic_id: {enabled: true}
            traces_dynamic_id: {enabled: true}
            logs_dynamic_pipeline: {enabled: true}
            logstash_format: {enabled: true, prefix_separator: _, date_format: "%Y"}
            pipeline: p
            mapping: {mode: ECS, allowed_modes: [ecs, none], dedup: true, dedot: false}
            document_ids: {enabled: false}
            discover: {on_start: true, interval: 5m}
            bulk_response_filter_path: items.*.status
            include_source_on_error: false
            metadata_keys: [x-tenant]
            telemetry: {log_request_body: true, log_failed_docs_input_rate_limit: 2s}
            retry: {enabled: false, max_retries: 5, initial_interval: 1s, max_interval: 2s, retry_on_status: [429, 500]}
            sending_queue: {num_consumers: 3, batch: {max_size: 2000000}}
            """);
    assertThat(config.urls(Map.of()))
        .containsExactly(URI.create("http://a:9200"), URI.create("https://b:9200"));
    assertThat(config.mapping().mode()).isEqualTo(MappingMode.ECS);
    assertThat(config.retryOnFailure().enabled()).isFalse();
    assertThat(config.retryOnFailure().initialInterval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.retryOnFailure().maxInterval()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.sendingQueue().numConsumers()).isEqualTo(3);
    BatchConfig batch = config.sendingQueue().batch();
    assertThat(batch).isNotNull();
    assertThat(batch.maxSize()).isEqualTo(2_000_000);
    assertThat(batch.minSize()).isEqualTo(1_000_000);
    assertThat(batch.partition().metadataKeys()).containsExactly("x-tenant");
    assertThat(config.toString()).doesNotContain("secret").doesNotContain("key=key");
  }

  @Test
  void olderKeysGoWhereTheNewerOnesAre() {
    QueueConfig queue =
        bind(URL + "num_workers: 4\nflush: {bytes: 900000, interval: 3s}\n").sendingQueue();
    assertThat(queue.numConsumers()).isEqualTo(4);
    assertThat(queue.batch()).isEqualTo(batch(3, 900_000, 900_000));
    BatchConfig items =
        bind(URL + "batcher: {min_size_items: 100, max_size_items: 200, flush_timeout: 1s}\n")
            .sendingQueue()
            .batch();
    assertThat(items)
        .isEqualTo(
            new BatchConfig(
                Duration.ofSeconds(1), Sizer.ITEMS, 100, 200, new PartitionConfig(List.of())));
    assertThat(bind(URL + "batcher: {enabled: false}\n").sendingQueue().batch()).isNull();
    assertThat(bind(URL + "mapping: {mode: no}\n").mapping().mode()).isEqualTo(MappingMode.NONE);
  }

  @Test
  void cloudIdsNameTheirCluster() {
    assertThat(bind("cloudid: foo:YmFyLmNsb3VkLmVzLmlvJGFiYzEyMyRkZWY0NTY=\n").urls(Map.of()))
        .containsExactly(URI.create("https://abc123.bar.cloud.es.io"));
  }

  @Test
  void theEnvironmentNamesNodes() {
    Connection none = new Connection("", List.of(), "");
    Map<String, String> environment = Map.of("ELASTICSEARCH_URL", "http://a:9200, http://b:9200");
    none.check((key, message) -> assertThat(message).isNull(), environment);
    assertThat(none.urls(environment))
        .containsExactly(URI.create("http://a:9200"), URI.create("http://b:9200"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "endpoint: es:9200 | endpoint: \"es:9200\" is no URL | c.yaml:1:11",
        "endpoints: [\"http://a:1\", \"\"] | endpoints::1: must not be empty | c.yaml:1:27",
        "endpoints: [ftp://a] | is no URL | c.yaml:1:13",
        "cloudid: nothing | cloudid: is no Cloud ID | c.yaml:1:10",
        "{endpoint: http://a:1, cloudid: foo:YmFyLmNsb3VkLmVzLmlvJGFiYzEyMw==} | stands beside"
            + " another one | c.yaml:1:33",
        "{endpoint: http://a:1, mapping: {mode: jaeger}} | mapping::mode: | c.yaml:1:40",
        "{endpoint: http://a:1, mapping: {mode: raw, allowed_modes: [otel]}} | is none of"
            + " allowed_modes | c.yaml:1:40",
        "{endpoint: http://a:1, compression: zstd} | compression: is not read | c.yaml:1:37",
        "{endpoint: http://a:1, timeout: -1s} | timeout: must not be negative | c.yaml:1:33",
        "{endpoint: http://a:1, num_workers: -1} | num_workers: must not be | c.yaml:1:37",
        "{endpoint: http://a:1, flush: {bytes: 0}} | flush::bytes: must be positive | c.yaml:1:39",
        "{endpoint: http://a:1, flush: {interval: 0s}} | flush::interval: must be | c.yaml:1:42",
        "{endpoint: http://a:1, batcher: {sizer: requests}} | batcher::sizer: | c.yaml:1:41",
        "{endpoint: http://a:1, batcher: {min_size: 2, max_size: 1}} | batcher::max_size: is less"
            + " | c.yaml:1:57",
        "{endpoint: http://a:1, discover: {interval: -1s}} | discover::interval: | c.yaml:1:45",
        "{endpoint: http://a:1, retry: {max_retries: -1}} | retry::max_retries: | c.yaml:1:45",
        "{endpoint: http://a:1, retry: {max_retries: 1, max_requests: 2}} | one of the two"
            + " | c.yaml:1:62",
        "{endpoint: http://a:1, retry: {retry_on_status: [200]}} | 200 is no status of a refusal"
            + " | c.yaml:1:50",
        "{endpoint: http://a:1, logstash_format: {date_format: \"%Q\"}} | is no part of a date"
            + " | c.yaml:1:55",
        "{endpoint: http://a:1, logs_index: a, logs_dynamic_index: {enabled: true}} | stands"
            + " beside logs_dynamic_index | c.yaml:1:36",
        "{endpoint: http://a:1, bulk_response_filter_path: items.*._index} | status of documents"
            + " | c.yaml:1:51",
        "{endpoint: http://a:1, metadata_keys: [a, A]} | stands twice | c.yaml:1:43",
        "{endpoint: http://a:1, telemetry: {log_failed_docs_input_rate_limit: -1s}} | rate_limit:"
            + " must not be | c.yaml:1:70",
        "{endpoint: http://a:1, indx: a} | is no known key | c.yaml:1:24",
        "{endpoint: http://a:1, answers: {UNAVAILABLE: retry}} | is no answer of this destination"
            + " | c.yaml:1:47"
      })
  void wrongValuesAreRefusedWhereTheyStand(String yaml, String words, String place) {
    assertThat(problems(yaml)).contains(words.strip()).contains(place.strip());
  }

  @Test
  void someAddressIsNeeded() {
    assertThat(problems("user: a\n")).contains("exactly one of endpoint, endpoints and cloudid");
  }

  @Test
  void aUrlThatIsNoneIsShownWithoutItsPassword() {
    assertThat(problems("endpoints: [\"https://name:p%w@host:9200\"]"))
        .contains("endpoints::0: \"https://[REDACTED]@host:9200\" is no URL")
        .doesNotContain("p%w");
  }
}
