package io.beltline.exporter.loki;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.delivery.DeadLetterConfig;
import io.beltline.exporter.Yaml;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LokiExporterConfigTest {
  private static final String URL = "endpoint: http://loki:3100/loki/api/v1/push\n";

  private static LokiExporterConfig bind(String yaml) {
    return Yaml.bind(LokiExporterConfig.class, yaml).value();
  }

  private static String problems(String yaml) {
    return Yaml.problems(LokiExporterConfig.class, yaml);
  }

  @Test
  void defaultsAreGos() {
    LokiExporterConfig config = bind(URL);
    assertThat(config.client().endpoint()).isEqualTo("http://loki:3100/loki/api/v1/push");
    assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.client().writeBufferSize()).isEqualTo(524288);
    assertThat(config.client().headers()).isEmpty();
    assertThat(config.defaultLabelsEnabled())
        .isEqualTo(new DefaultLabelsConfig(true, true, true, true));
    assertThat(config.labels()).isNull();
    assertThat(config.tenant()).isNull();
    assertThat(config.tenantId()).isEmpty();
    assertThat(config.usualFormat()).isEqualTo(LineFormat.JSON);
    assertThat(config.sendingQueue().enabled()).isTrue();
    assertThat(config.sendingQueue().queueSize()).isEqualTo(1000);
    assertThat(config.retryOnFailure().initialInterval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.retryOnFailure().maxInterval()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.answers()).isEmpty();
    assertThat(config.deadLetters()).isEqualTo(DeadLetterConfig.defaults());
    assertThat(config.notices()).isEmpty();
  }

  @Test
  void defaultsThatAreNotGos() {
    LokiExporterConfig config = bind(URL);
    assertThat(config.sendingQueue().numConsumers()).isEqualTo(1);
    assertThat(config.parallelism()).isEqualTo(10);
    assertThat(config.mapping()).isEqualTo(new MappingConfig(List.of(), List.of(), true));
    assertThat(config.limits())
        .isEqualTo(
            new LimitsConfig(15, 1024, 2048, 1000, 4000, Duration.ofHours(1), 262_144, 1_048_576));
  }

  @Test
  void olderKeysAreRead() {
    LokiExporterConfig config =
        bind(
            URL
                + """
                tenant_id: t
                labels: {attributes: {severity: ""}, resource: {host.name: host}, record: {traceID: id}}
                compression: gzip
                """);
    assertThat(config.usualFormat()).isEqualTo(LineFormat.BODY);
    assertThat(config.notices())
        .satisfiesExactly(
            one -> assertThat(one).contains("compression"),
            one -> assertThat(one).contains("labels"));
    assertThat(bind(URL + "format: json\nlabels: {record: {severity: level}}\n").usualFormat())
        .isEqualTo(LineFormat.JSON);
    assertThat(bind("endpoint: http://loki:3100\n").notices())
        .singleElement()
        .asString()
        .contains("no path");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "endpoint: loki:3100|endpoint: \"loki:3100\" is no URL|1:11",
        "tenant_id: x|endpoint: must be specified|",
      })
  void wrongEndpointsAreRefused(String yaml, String problem, String place) {
    assertThat(problems(yaml + "\n")).contains(problem).contains(place == null ? "" : place);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "timeout: -1s|timeout: must not be negative|2:10",
        "format: xml|format: |2:9",
        "default_labels_enabled: {exporters: true}|default_labels_enabled::exporters|2:26",
        "labels: {}|labels: is empty|2:",
        "labels: {attributes: {a.b: \"\"}}|labels::attributes::a.b: \"a.b\" is no name of a"
            + " label|2:",
        "labels: {record: {body: b}}|labels::record::body: is no field|2:",
        "tenant: {source: header, value: x}|tenant::source: |2:18",
        "tenant: {source: context}|tenant::value: must be specified|2:",
        "tenant: {value: größe}|tenant::value: the tenant cannot be sent|2:17",
        "tenant_id: größe|tenant_id: the tenant cannot be sent|2:12",
        "headers: {x-scope-orgid: größe}|headers: the tenant cannot be sent|2:",
        "limits: {max_labels: 0}|limits::max_labels: 0 is too small|2:22",
        "limits: {max_streams: -1}|limits::max_streams: -1 is too small|2:23",
        "limits: {max_request_size: 1}|limits::max_request_size: 1 is too small|2:28",
        "limits: {forget_after: 0s}|limits::forget_after: must be positive|2:24",
        "sending_queue: {num_consumers: 0}|sending_queue::num_consumers: must be positive|2:32",
        "retry_on_failure: {multiplier: -1}|retry_on_failure::multiplier: must not be|2:32",
        "mapping: {label: [a]}|mapping::label|2:11",
        "answers: {UNAVAILABLE: retry}|is no answer of this destination|2:",
      })
  void wrongValuesAreRefusedWhereTheyStand(String line, String problem, String place) {
    assertThat(problems(URL + line + "\n")).contains(problem).contains("c.yaml:" + place);
  }

  @Test
  void whatContradictsIsRefused() {
    assertThat(problems(URL + "tenant: {value: a}\ntenant_id: b\n"))
        .contains("tenant_id: contradicts tenant")
        .contains("c.yaml:3:");
    String context = URL + "tenant: {source: context, value: X-Team}\n";
    assertThat(problems(context + "sending_queue: {batch: {}}\n"))
        .contains("sending_queue::batch: would mix tenants")
        .contains("c.yaml:3:");
    assertThat(
            problems(context + "sending_queue: {batch: {partition: {metadata_keys: [x-team]}}}\n"))
        .isEmpty();
  }

  @Test
  void aUrlThatIsNoneIsShownWithoutItsPassword() {
    assertThat(problems("endpoint: \"https://name:p%w@host:9200\""))
        .contains("endpoint: \"https://[REDACTED]@host:9200\" is no URL")
        .doesNotContain("p%w");
  }
}
