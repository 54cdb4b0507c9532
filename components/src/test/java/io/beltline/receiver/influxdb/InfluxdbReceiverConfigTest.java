package io.beltline.receiver.influxdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.testkit.BoundYaml;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InfluxdbReceiverConfigTest {

  @Test
  void defaultsAreGos() {
    InfluxdbReceiverConfig config = BoundYaml.value(InfluxdbReceiverConfig.class, "{}");
    assertThat(config.server().endpoint()).isEqualTo("localhost:8086");
    assertThat(config.server().readHeaderTimeout()).isEqualTo(Duration.ZERO);
    assertThat(config.server().writeTimeout()).isEqualTo(Duration.ZERO);
    assertThat(config.server().idleTimeout()).isEqualTo(Duration.ZERO);
    assertThat(config.server().maxRequestBodySize()).isEqualTo(20 << 20);
    assertThat(new InfluxdbReceiverFactory().type()).isEqualTo("influxdb");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "endpoint: '' | endpoint: is missing (expected: host:port)",
        "metrics_schema: telegraf-prometheus-v1 | metrics_schema",
        "max_request_body_size: much | max_request_body_size",
        "read_timeout: 5 | read_timeout",
      })
  void aWrongValueIsRefusedWhereItStands(String yaml, String words) {
    assertThat(BoundYaml.problems(InfluxdbReceiverConfig.class, yaml))
        .anySatisfy(
            problem -> assertThat(problem).contains(words).matches("(?s).*:[0-9]+:[0-9]+.*"));
  }
}
