package io.beltline.exporter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.prometheus.ResourceLabelsConfig;
import io.beltline.components.prometheus.Translation;
import io.beltline.exporter.Yaml;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrometheusExporterConfigTest {
  private static final String ENDPOINT = "endpoint: 0.0.0.0:8889\n";

  @Test
  void defaultsAreGos() {
    PrometheusExporterConfig config = bind(ENDPOINT);
    assertThat(config.server().endpoint()).isEqualTo("0.0.0.0:8889");
    assertThat(config.namespace()).isEmpty();
    assertThat(config.constLabels()).isEmpty();
    assertThat(config.sendTimestamps()).isFalse();
    assertThat(config.metricExpiration()).isEqualTo(Duration.ofMinutes(5));
    assertThat(config.maxSeries()).isZero();
    assertThat(config.resourceConstantLabels()).isNull();
    assertThat(config.resourceToTelemetryConversion().enabled()).isFalse();
    assertThat(config.resourceToTelemetryConversion().excludeServiceAttributes()).isFalse();
    assertThat(config.enableOpenMetrics()).isFalse();
    assertThat(config.exportCreatedMetric().enabled()).isFalse();
    assertThat(config.withoutScopeInfo()).isFalse();
    assertThat(config.addMetricSuffixes()).isTrue();
    assertThat(config.translationStrategy()).isEmpty();
    assertThat(config.translation()).isEqualTo(Translation.ESCAPED_WITH_SUFFIXES);
    assertThat(config.sendingQueue()).isNull();
  }

  @Test
  void everyKeyIsRead() {
    PrometheusExporterConfig config =
        bind(
            ENDPOINT
                + """
                namespace: shop
                const_labels: {zone: a}
                send_timestamps: true
                metric_expiration: 180m
                max_series: 7
                resource_constant_labels: {included: ["k8s.*"], excluded: [k8s.uid]}
                resource_to_telemetry_conversion: {enabled: true, exclude_service_attributes: true}
                enable_open_metrics: true
                export_created_metric: {enabled: true}
                without_scope_info: true
                add_metric_suffixes: false
                sending_queue: {enabled: true}
                """);
    assertThat(config.namespace()).isEqualTo("shop");
    assertThat(config.constLabels()).isEqualTo(Map.of("zone", "a"));
    assertThat(config.sendTimestamps()).isTrue();
    assertThat(config.metricExpiration()).isEqualTo(Duration.ofHours(3));
    assertThat(config.maxSeries()).isEqualTo(7);
    assertThat(config.resourceConstantLabels())
        .isEqualTo(new ResourceLabelsConfig(List.of("k8s.*"), List.of("k8s.uid")));
    assertThat(config.resourceToTelemetryConversion().enabled()).isTrue();
    assertThat(config.resourceToTelemetryConversion().excludeServiceAttributes()).isTrue();
    assertThat(config.enableOpenMetrics()).isTrue();
    assertThat(config.exportCreatedMetric().enabled()).isTrue();
    assertThat(config.withoutScopeInfo()).isTrue();
    assertThat(config.translation()).isEqualTo(Translation.ESCAPED);
    assertThat(config.sendingQueue()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "UnderscoreEscapingWithSuffixes, ESCAPED_WITH_SUFFIXES",
    "UnderscoreEscapingWithoutSuffixes, ESCAPED",
    "NoUTF8EscapingWithSuffixes, UTF8_WITH_SUFFIXES",
    "NoTranslation, UTF8"
  })
  void strategyWinsOverSuffixes(String word, Translation translation) {
    assertThat(
            bind(ENDPOINT + "add_metric_suffixes: false\ntranslation_strategy: " + word)
                .translation())
        .isEqualTo(translation);
  }

  @Test
  void wrongValuesAreRefusedWhereTheyStand() {
    assertThat(problems("namespace: x\n")).contains("endpoint: must be specified");
    assertThat(problems(ENDPOINT + "metric_expiration: -1s\n"))
        .contains("metric_expiration: must not be negative")
        .contains("c.yaml:2:20");
    assertThat(problems(ENDPOINT + "max_series: -1\n"))
        .contains("max_series: must not be negative")
        .contains("c.yaml:2:13");
    assertThat(problems(ENDPOINT + "translation_strategy: None\n"))
        .contains("translation_strategy: \"None\" is no strategy (expected: Underscore")
        .contains("c.yaml:2:23");
    assertThat(problems(ENDPOINT + "enable_openmetrics: true\n"))
        .contains("enable_openmetrics")
        .contains("enable_open_metrics")
        .contains("c.yaml:2:1");
  }

  private static PrometheusExporterConfig bind(String text) {
    return Yaml.bind(PrometheusExporterConfig.class, text).value();
  }

  private static String problems(String text) {
    return Yaml.problems(PrometheusExporterConfig.class, text);
  }
}
