package io.beltline.connector.spanmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.extension.Configs;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanMetricsConfigTest {

  @Test
  void defaultsAreThoseOfTheGoCollector() {
    SpanMetricsConfig config = Configs.bind(SpanMetricsConfig.class, "");
    assertThat(config.dimensions()).isEmpty();
    assertThat(config.callsDimensions()).isEmpty();
    assertThat(config.excludeDimensions()).isEmpty();
    assertThat(config.resourceMetricsCacheSize()).isEqualTo(1000);
    assertThat(config.resourceMetricsKeyAttributes()).isEmpty();
    assertThat(config.aggregationTemporality()).isEqualTo(Temporality.CUMULATIVE);
    assertThat(config.histogram().unit()).isEqualTo(DurationUnit.MILLISECONDS);
    assertThat(config.histogram().disable()).isFalse();
    assertThat(config.histogram().explicit()).isNull();
    assertThat(config.histogram().exponential()).isNull();
    assertThat(config.metricsFlushInterval()).isEqualTo(Duration.ofSeconds(60));
    assertThat(config.metricsExpiration()).isZero();
    assertThat(config.seriesExpiration()).isZero();
    assertThat(config.metricTimestampCacheSize()).isEqualTo(1000);
    assertThat(config.namespace()).isEqualTo("traces.span.metrics");
    assertThat(config.exemplars().enabled()).isFalse();
    assertThat(config.exemplars().maxPerDataPoint()).isEqualTo(5);
    assertThat(config.events().enabled()).isFalse();
    assertThat(config.includeInstrumentationScope()).isEmpty();
    assertThat(config.aggregationCardinalityLimit()).isZero();
    assertThat(config.maxSeries()).as("not of Go").isEqualTo(1_000_000);
    assertThat(config.enableMetricsSamplingMethod()).isFalse();
  }

  @Test
  void emptySectionsMeanWhatTheyMeanInGo() {
    var bare = Configs.bind(SpanMetricsConfig.class, "histogram:\n  explicit:\n");
    assertThat(bare.histogram().explicit()).as("as if it were not there").isNull();
    var exponential = Configs.bind(SpanMetricsConfig.class, "histogram: {exponential: {}}");
    assertThat(exponential.histogram().exponential()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dimensions: [{}] | dimensions::0",
        "dimensions: [{name: a, glob: b}] | dimensions::0",
        "dimensions: [{glob: b, default: c}] | dimensions::0::default",
        "'dimensions: [{glob: \"[\"}]' | dimensions::0::glob",
        "dimensions: [{name: span.name}] | dimensions::0::name",
        "dimensions: [{name: a}, {name: a}] | dimensions::1::name",
        "'dimensions: [{name: a}, {glob: \"*\"}]' | dimensions::1::glob",
        "calls_dimensions: [{name: service.name}] | calls_dimensions::0::name",
        "histogram: {dimensions: [{name: status.code}]} | histogram::dimensions::0::name",
        "histogram: {unit: h} | histogram::unit",
        "histogram: {explicit: {}, exponential: {}} | histogram::exponential",
        "histogram: {exponential: {max_size: 1}} | histogram::exponential::max_size",
        "histogram: {explicit: {buckets: [2s, 1s]}} | histogram::explicit::buckets::1",
        "histogram: {explicit: {buckets: [x]}} | histogram::explicit::buckets::0",
        "metrics_flush_interval: 0s | metrics_flush_interval",
        "metrics_expiration: -20s | metrics_expiration",
        "series_expiration: -20s | series_expiration",
        "resource_metrics_cache_size: 0 | resource_metrics_cache_size",
        "aggregation_cardinality_limit: -1 | aggregation_cardinality_limit",
        "max_series: 0 | max_series",
        "aggregation_temporality: DELTA | aggregation_temporality",
        "'{aggregation_temporality: AGGREGATION_TEMPORALITY_DELTA, metric_timestamp_cache_size: 0}'"
            + " | metric_timestamp_cache_size",
        "exemplars: {enabled: true, max_per_data_point: -1} | exemplars::max_per_data_point",
        "events: {enabled: true} | events::dimensions",
        "no_such_key: 1 | no_such_key"
      })
  void wrongValuesAreRefusedWhereTheyStand(String yaml, String path) {
    assertThat(Configs.problems(SpanMetricsConfig.class, yaml))
        .anyMatch(problem -> problem.startsWith("1: " + path + ": "));
  }
}
