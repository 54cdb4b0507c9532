package io.beltline.receiver.jaeger;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.exporter.Yaml;
import io.beltline.receiver.jaeger.JaegerReceiverConfig.Protocols;
import io.beltline.receiver.jaeger.JaegerReceiverConfig.UdpConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JaegerReceiverConfigTest {

  @Test
  void aProtocolWithoutAValueIsOnWithItsDefaults() {
    Protocols all =
        value("protocols: {grpc: , thrift_http: , thrift_compact: , thrift_binary: }").protocols();
    assertThat(requireNonNull(all.grpc()).endpoint()).isEqualTo("localhost:14250");
    assertThat(requireNonNull(all.thriftHttp()).endpoint()).isEqualTo("localhost:14268");
    assertThat(all.thriftHttp().readHeaderTimeout()).isEqualTo(Duration.ZERO);
    assertThat(all.thriftCompact()).isEqualTo(new UdpConfig("localhost:6831", 1000, 65000, 10, 0));
    assertThat(all.thriftBinary()).isEqualTo(new UdpConfig("localhost:6832", 1000, 65000, 10, 0));
    assertThat(value("protocols: {grpc: }").remoteSampling()).isNull();
  }

  @Test
  void aProtocolThatIsNotWrittenIsOff() {
    Protocols one = value("protocols: {thrift_compact: {endpoint: \":6831\"}}").protocols();
    assertThat(one.grpc()).isNull();
    assertThat(one.thriftHttp()).isNull();
    assertThat(one.thriftBinary()).isNull();
    assertThat(requireNonNull(one.thriftCompact()).endpoint()).isEqualTo(":6831");
  }

  @Test
  void remoteSampling() {
    RemoteSamplingConfig remote =
        requireNonNull(
            value("{protocols: {grpc: }, remote_sampling: {strategy_file: s.json}}")
                .remoteSampling());
    assertThat(remote.hostEndpoint()).isEqualTo("localhost:5778");
    assertThat(remote.strategyFile()).isEqualTo("s.json");
    assertThat(remote.strategyFileReloadInterval()).isEqualTo(Duration.ZERO);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | must specify at least one protocol when using the Jaeger receiver | c.yaml:",
        "protocols: {udp: } | udp | c.yaml:1:13",
        "protocols: {grpc: {endpoint: ''}} | must be specified | c.yaml:1:",
        "protocols: {thrift_http: {endpoint: ''}} | must be specified | c.yaml:1:",
        "protocols: {thrift_compact: {endpoint: nowhere}} | is no address | c.yaml:1:40",
        "protocols: {thrift_binary: {queue_size: 0}} | 0 is too small | c.yaml:1:41",
        "protocols: {thrift_binary: {max_packet_size: 0}} | 0 is too small | c.yaml:1:46",
        "protocols: {thrift_binary: {workers: 0}} | 0 is too small | c.yaml:1:38",
        "protocols: {thrift_binary: {workers: 20000}} | too many | c.yaml:1:38",
        "protocols: {thrift_binary: {socket_buffer_size: -1}} | -1 is too small | c.yaml:1:49",
        "{protocols: {grpc: }, remote_sampling: {}} | strategy_file: must be specified | c.yaml:1:",
      })
  void wrongValuesAreRefusedWithTheirPlace(String yaml, String words, String place) {
    assertThat(Yaml.problems(JaegerReceiverConfig.class, yaml)).contains(words).contains(place);
  }

  private static JaegerReceiverConfig value(String yaml) {
    return Yaml.bind(JaegerReceiverConfig.class, yaml).value();
  }
}
