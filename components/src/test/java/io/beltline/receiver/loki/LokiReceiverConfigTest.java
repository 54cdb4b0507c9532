package io.beltline.receiver.loki;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.exporter.Yaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LokiReceiverConfigTest {

  @Test
  void defaultsAreGos() {
    LokiReceiverConfig config =
        Yaml.bind(LokiReceiverConfig.class, "protocols:\n  http:\n  grpc:\n").value();
    assertThat(requireNonNull(config.protocols().http()).endpoint()).isEqualTo("localhost:3500");
    assertThat(requireNonNull(config.protocols().grpc()).endpoint()).isEqualTo("localhost:3600");
    assertThat(config.useIncomingTimestamp()).isFalse();
    LokiReceiverConfig one =
        Yaml.bind(LokiReceiverConfig.class, "protocols: {http: {}}\nuse_incoming_timestamp: true\n")
            .value();
    assertThat(one.protocols().grpc()).isNull();
    assertThat(one.useIncomingTimestamp()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "protocols: {}|must specify at least one protocol|1:1",
        "use_incoming_timestamp: true|must specify at least one protocol|1:1",
        "protocols: {http: {endpoint: ''}}|protocols::http::endpoint: must be specified|1:31",
        "protocols: {grpc: {endpoint: ''}}|protocols::grpc::endpoint: must be specified|1:31",
        "protocols: {https: {}}|protocols::https|1:14",
        "protocols: {http: {}}, use_incoming_timestamp: 5|use_incoming_timestamp|1:49",
      })
  void wrongValuesAreRefusedWhereTheyStand(String yaml, String problem, String place) {
    assertThat(Yaml.problems(LokiReceiverConfig.class, "{" + yaml + "}\n"))
        .contains(problem)
        .contains("c.yaml:" + place);
  }
}
