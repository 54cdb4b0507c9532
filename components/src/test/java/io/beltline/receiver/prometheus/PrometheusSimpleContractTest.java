package io.beltline.receiver.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ReceiverFactory;
import io.beltline.exporter.Yaml;
import io.beltline.testkit.ReceiverContract;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PrometheusSimpleContractTest extends ReceiverContract<PrometheusSimpleConfig> {
  @Override
  protected ReceiverFactory<PrometheusSimpleConfig> factory() {
    return new PrometheusSimpleFactory();
  }

  @Override
  protected String config() {
    return "{endpoint: '127.0.0.1:1', collection_interval: 1h}";
  }

  @Test
  void defaultsAreGos() {
    PrometheusSimpleConfig config = Yaml.bind(PrometheusSimpleConfig.class, "{}\n").value();
    assertThat(config.client().endpoint()).isEqualTo("localhost:9090");
    assertThat(config.client().tls().insecure()).isTrue();
    assertThat(config.collectionInterval()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.metricsPath()).isEqualTo("/metrics");
    assertThat(config.useServiceAccount()).isFalse();
  }

  @Test
  void wrongValuesAreRefusedWhereTheyStand() {
    assertThat(
            Yaml.problems(
                PrometheusSimpleConfig.class, "endpoint: http://a/b\ncollection_interval: 0s\n"))
        .contains("endpoint: \"http://a/b\" is no address", "c.yaml:1:11")
        .contains("collection_interval: must be positive", "c.yaml:2:22");
  }

  @Test
  void oneTargetIsScraped() {
    try (Pages pages = new Pages()) {
      pages.put("/m", Pages.TEXT, "a 1\n");
      PrometheusSimpleConfig config =
          Yaml.bind(
                  PrometheusSimpleConfig.class,
                  "{endpoint: '"
                      + pages.address()
                      + "', metrics_path: /m, params: {x: ['1']}, labels: {l: 'it''s'}}\n")
              .value();
      try (Scraping scraping = new Scraping(new PrometheusSimpleFactory(), config)) {
        assertThat(scraping.scrape())
            .contains("{'key':'l','value':{'stringValue':'it's'}}")
            .contains("prometheus_simple/127.0.0.1:");
        assertThat(pages.requests().getFirst().query()).isEqualTo("x=1");
      }
    }
  }
}
