package io.beltline.receiver.opencensus;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.exporter.Yaml;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpencensusReceiverConfigTest {

  private static OpencensusReceiverConfig bound(String yaml) {
    return Yaml.bind(OpencensusReceiverConfig.class, yaml).value();
  }

  @Test
  void defaults() {
    OpencensusReceiverConfig config = bound("{}");
    assertThat(config.server().endpoint()).isEqualTo("localhost:55678");
    assertThat(config.server().transport()).isEqualTo("tcp");
    assertThat(config.server().readBufferSize()).isEqualTo(512 << 10);
    assertThat(config.server().tls()).isNull();
    assertThat(config.corsAllowedOrigins()).isEmpty();
  }

  @Test
  void theKeysOfAGrpcServerStandBesideItsOwn() {
    OpencensusReceiverConfig config =
        bound(
            """
            endpoint: 0.0.0.0:9090
            max_recv_msg_size_mib: 32
            max_concurrent_streams: 16
            read_buffer_size: 1024
            write_buffer_size: 1024
            keepalive: {server_parameters: {max_connection_idle: 10s, time: 30s}}
            cors_allowed_origins: ['https://*.test.com', 'https://test.com']
            """);
    assertThat(config.server().endpoint()).isEqualTo("0.0.0.0:9090");
    assertThat(config.server().messageLimit()).isEqualTo(32 << 20);
    assertThat(config.server().maxConcurrentStreams()).isEqualTo(16);
    assertThat(config.server().keepalive().serverParameters().maxConnectionIdle())
        .isEqualTo(Duration.ofSeconds(10));
    assertThat(config.corsAllowedOrigins())
        .containsExactly("https://*.test.com", "https://test.com");
  }

  @Test
  void itMayBeASocket() {
    OpencensusReceiverConfig config = bound("{transport: unix, endpoint: /tmp/opencensus.sock}");
    assertThat(config.server().transport()).isEqualTo("unix");
    assertThat(config.server().endpoint()).isEqualTo("/tmp/opencensus.sock");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "endpoint: '' | must be specified | c.yaml:1:11",
        "endpoints: a | endpoint | c.yaml:1:1",
        "transport: quic | quic | c.yaml:1:12",
        "max_recv_msg_size_mib: -1 | max_recv_msg_size_mib | c.yaml:1:24",
        "cors_allowed_origins: {a: b} | cors_allowed_origins: is a map | c.yaml:1:1",
      })
  void wrongValuesAreRefusedWithTheirPlace(String yaml, String words, String place) {
    assertThat(Yaml.problems(OpencensusReceiverConfig.class, yaml)).contains(words).contains(place);
  }
}
