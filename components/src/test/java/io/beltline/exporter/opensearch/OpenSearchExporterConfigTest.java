package io.beltline.exporter.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.delivery.DeadLetterConfig;
import io.beltline.delivery.QueueConfig;
import io.beltline.delivery.RetryConfig;
import io.beltline.exporter.Yaml;
import io.beltline.exporter.opensearch.OpenSearchExporterConfig.BulkAction;
import io.beltline.exporter.opensearch.OpenSearchMappingConfig.Mode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenSearchExporterConfigTest {
  private static final String URL = "http: {endpoint: http://os:9200}\n";

  @Test
  void defaults() {
    OpenSearchExporterConfig config = Yaml.bind(OpenSearchExporterConfig.class, URL).value();
    assertThat(config.http().endpoint()).isEqualTo("http://os:9200");
    assertThat(config.http().compression()).isEqualTo("gzip");
    assertThat(config.dataset()).isEqualTo("default");
    assertThat(config.namespace()).isEqualTo("namespace");
    assertThat(config.logsIndex() + config.logsIndexFallback() + config.logsIndexTimeFormat())
        .isEmpty();
    assertThat(config.tracesIndex() + config.tracesIndexFallback() + config.tracesIndexTimeFormat())
        .isEmpty();
    assertThat(config.bulkAction()).isEqualTo(BulkAction.CREATE);
    assertThat(config.mapping())
        .isEqualTo(
            new OpenSearchMappingConfig(Mode.SS4O, "@timestamp", false, true, true, Map.of(), ""));
    assertThat(config.documentIds().enabled()).isTrue();
    assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.sendingQueue()).isEqualTo(QueueConfig.defaults());
    assertThat(config.retryOnFailure()).isEqualTo(RetryConfig.defaults());
    assertThat(config.answers()).isEmpty();
    assertThat(config.deadLetters()).isEqualTo(DeadLetterConfig.defaults());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http: {endpoint: os} | http::endpoint: \"os\" is no URL | c.yaml:1:18",
        "dataset: a | http::endpoint: must be specified | c.yaml:1:1",
        "{http: {endpoint: http://a, compression: zstd}} | http::compression: is not read"
            + " | c.yaml:1:42",
        "{http: {endpoint: http://a}, bulk_action: delete} | bulk_action: | c.yaml:1:43",
        "{http: {endpoint: http://a}, mapping: {mode: none}} | mapping::mode: | c.yaml:1:46",
        "{http: {endpoint: http://a}, dataset: ''} | dataset: must not be empty | c.yaml:1:39",
        "{http: {endpoint: http://a}, namespace: ''} | namespace: must not be | c.yaml:1:41",
        "{http: {endpoint: http://a}, timeout: -1s} | timeout: must not be negative | c.yaml:1:39",
        "{http: {endpoint: http://a}, logs_index_time_format: \"{\"} | logs_index_time_format:"
            + " | c.yaml:1:54",
        "{http: {endpoint: http://a}, traces_index_time_format: \"{\"} | is no date format"
            + " | c.yaml:1:56",
        "{http: {endpoint: http://a}, indx: a} | is no known key | c.yaml:1:30"
      })
  void wrongValuesAreRefusedWhereTheyStand(String yaml, String words, String place) {
    assertThat(Yaml.problems(OpenSearchExporterConfig.class, yaml.replace("''", "\"\"")))
        .contains(words.strip())
        .contains(place.strip());
  }

  @Test
  void aUrlThatIsNoneIsShownWithoutItsPassword() {
    assertThat(
            Yaml.problems(
                OpenSearchExporterConfig.class, "http: {endpoint: \"https://name:p%w@host:9200\"}"))
        .contains("http::endpoint: \"https://[REDACTED]@host:9200\" is no URL")
        .doesNotContain("p%w");
  }
}
