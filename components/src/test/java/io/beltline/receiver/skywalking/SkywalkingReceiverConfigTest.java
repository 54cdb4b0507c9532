package io.beltline.receiver.skywalking;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.exporter.Yaml;
import io.beltline.receiver.skywalking.SkywalkingReceiverConfig.Protocols;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SkywalkingReceiverConfigTest {

  @Test
  void aProtocolWithoutAValueIsOnWithItsDefaults() {
    Protocols both = protocols("protocols: {grpc: , http: }");
    assertThat(requireNonNull(both.grpc()).endpoint()).isEqualTo("localhost:11800");
    assertThat(requireNonNull(both.http()).endpoint()).isEqualTo("localhost:12800");
  }

  @Test
  void aProtocolThatIsNotWrittenIsOff() {
    Protocols one = protocols("protocols: {http: {endpoint: 0.0.0.0:12801}}");
    assertThat(one.grpc()).isNull();
    assertThat(requireNonNull(one.http()).endpoint()).isEqualTo("0.0.0.0:12801");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | must specify at least one protocol when using the Skywalking receiver | c.yaml:",
        "protocols: {udp: } | udp | c.yaml:1:13",
        "protocols: {grpc: {endpoint: ''}} | must be specified | c.yaml:1:",
        "protocols: {http: {endpoint: ''}} | must be specified | c.yaml:1:",
        "protocols: {http: {endpoints: ''}} | endpoints | c.yaml:1:20",
      })
  void wrongValuesAreRefusedWithTheirPlace(String yaml, String words, String place) {
    assertThat(Yaml.problems(SkywalkingReceiverConfig.class, yaml)).contains(words).contains(place);
  }

  private static Protocols protocols(String yaml) {
    return Yaml.bind(SkywalkingReceiverConfig.class, yaml).value().protocols();
  }
}
