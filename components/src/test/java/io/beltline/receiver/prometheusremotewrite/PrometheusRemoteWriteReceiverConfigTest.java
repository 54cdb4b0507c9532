package io.beltline.receiver.prometheusremotewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.exporter.Yaml;
import org.junit.jupiter.api.Test;

class PrometheusRemoteWriteReceiverConfigTest {

  @Test
  void defaultsAreGos() {
    PrometheusRemoteWriteReceiverConfig config =
        Yaml.bind(PrometheusRemoteWriteReceiverConfig.class, "{}\n").value();
    assertThat(config.server().endpoint()).isEqualTo("localhost:9090");
    assertThat(config.server().maxRequestBodySize()).isEqualTo(10_485_760);
  }

  @Test
  void wrongValuesAreRefusedWhereTheyStand() {
    assertThat(Yaml.problems(PrometheusRemoteWriteReceiverConfig.class, "endpoint: ''\n"))
        .contains("endpoint: must be specified")
        .contains("c.yaml:1:11");
    assertThat(Yaml.problems(PrometheusRemoteWriteReceiverConfig.class, "endpont: a:1\n"))
        .contains("endpont")
        .contains("c.yaml:1:1");
  }
}
