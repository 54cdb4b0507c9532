package io.beltline.connector.servicegraph;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.extension.Configs;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceGraphConfigTest {

  @Test
  void defaultsAreThoseOfTheGoCollector() {
    ServiceGraphConfig bound = Configs.bind(ServiceGraphConfig.class, "");
    assertThat(bound.metricsExporter()).isEmpty();
    GraphConfig config = bound.graph();
    assertThat(config.latencyHistogramBuckets()).isNull();
    assertThat(config.exponentialHistogramMaxSize()).isZero();
    assertThat(config.dimensions()).isEmpty();
    assertThat(config.store().maxItems()).isEqualTo(1000);
    assertThat(config.store().ttl()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.cacheLoop()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.storeExpirationLoop()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.virtualNodePeerAttributes())
        .containsExactly("peer.service", "db.name", "db.system");
    assertThat(config.virtualNodeExtraLabel()).isFalse();
    assertThat(config.metricsFlushInterval()).isEqualTo(Duration.ofSeconds(60));
    assertThat(config.databaseNameAttribute()).isEmpty();
    assertThat(config.databaseNameAttributes()).containsExactly("db.name");
    assertThat(config.metricsTimestampOffset()).isZero();
  }

  @Test
  void valuesThatMeanTheDefaultsAreTaken() {
    ServiceGraphConfig config =
        Configs.bind(
            ServiceGraphConfig.class,
            "{cache_loop: 0s, store_expiration_loop: -1s, database_name_attributes: [],"
                + " database_name_attribute: db.namespace, latency_histogram_buckets: []}");
    GraphSettings settings = GraphSettings.of(config.graph());
    assertThat(settings.times().cleaning()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.times().expiration()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.databases()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "latency_histogram_buckets: [2s, 1s] | latency_histogram_buckets::1",
        "latency_histogram_buckets: [x] | latency_histogram_buckets::0",
        "'{latency_histogram_buckets: [1s], exponential_histogram_max_size: 160}'"
            + " | exponential_histogram_max_size",
        "exponential_histogram_max_size: -1 | exponential_histogram_max_size",
        "exponential_histogram_max_size: 1 | exponential_histogram_max_size",
        "store: {max_items: 0} | store::max_items",
        "store: {ttl: -1s} | store::ttl",
        "store: {size: 1} | store::size",
        "metrics_timestamp_offset: -1s | metrics_timestamp_offset",
        "metrics_flush_interval: x | metrics_flush_interval",
        "dimensions: {a: b} | dimensions",
        "no_such_key: 1 | no_such_key"
      })
  void wrongValuesAreRefusedWhereTheyStand(String yaml, String path) {
    assertThat(Configs.problems(ServiceGraphConfig.class, yaml))
        .anyMatch(problem -> problem.startsWith("1: " + path + ": "));
  }
}
