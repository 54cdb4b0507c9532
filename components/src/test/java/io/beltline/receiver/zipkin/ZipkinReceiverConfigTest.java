package io.beltline.receiver.zipkin;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.exporter.Yaml;
import io.beltline.transport.config.HttpServerConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZipkinReceiverConfigTest {

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{protocols: }", "{protocols: {}}", "{protocols: {http: }}"})
  void defaults(String yaml) {
    ZipkinReceiverConfig config = value(yaml);
    assertThat(config.parseStringTags()).isFalse();
    HttpServerConfig server = config.http();
    assertThat(server.endpoint()).isEqualTo("localhost:9411");
    assertThat(server.transport()).isEqualTo("tcp");
    assertThat(server.tls()).isNull();
    assertThat(server.cors()).isNull();
    assertThat(server.auth()).isNull();
    assertThat(server.bodyLimit()).isEqualTo(20 << 20);
    assertThat(server.includeMetadata()).isFalse();
    assertThat(server.readTimeout()).isEqualTo(Duration.ZERO);
    assertThat(server.readHeaderTimeout()).isEqualTo(Duration.ZERO);
    assertThat(server.writeTimeout()).isEqualTo(Duration.ZERO);
    assertThat(server.idleTimeout()).isEqualTo(Duration.ZERO);
    assertThat(server.keepAlivesEnabled()).isTrue();
    assertThat(config.contradicts()).isFalse();
  }

  @Test
  void theKeysOfTheServerStandAtEitherPlace() {
    String keys =
        "{endpoint: \"0.0.0.0:9412\", cors: {allowed_origins: [\"https://x.example\"]},"
            + " include_metadata: true, max_request_body_size: 1000}";
    HttpServerConfig older = value(keys.replace("}}", "}, parse_string_tags: true}")).http();
    HttpServerConfig newer = value("{protocols: {http: " + keys + "}}").http();
    assertThat(older).isEqualTo(newer);
    assertThat(older.endpoint()).isEqualTo("0.0.0.0:9412");
    assertThat(requireNonNull(older.cors()).allowedOrigins()).containsExactly("https://x.example");
    assertThat(older.bodyLimit()).isEqualTo(1000);
  }

  @Test
  void protocolsWin() {
    ZipkinReceiverConfig config =
        value("{endpoint: \"a:1\", protocols: {http: {endpoint: \"b:2\"}}}");
    assertThat(config.http().endpoint()).isEqualTo("b:2");
    assertThat(config.contradicts()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "endpont: 'x:1' | endpont | c.yaml:2:1",
        "endpoint: ''   | endpoint: must be specified (expected: host:port | c.yaml:2:1",
        "parse_string_tags: often | parse_string_tags | c.yaml:2:20",
        "protocols: {udp: } | udp | c.yaml:2:13",
        "protocols: {http: {endpoint: ''}} | must be specified | c.yaml:2:",
        "protocols: {http: {transport: pigeon}} | transport | c.yaml:2:31",
        "compression_algorithms: [rar] | rar | c.yaml:2:",
        "tls: {cert_file: [1]} | cert_file | c.yaml:2:7",
      })
  void wrongKeysAndValuesAreRefusedWithTheirPlace(String line, String words, String place) {
    assertThat(Yaml.problems(ZipkinReceiverConfig.class, "# a comment\n" + line + "\n"))
        .contains(words)
        .contains(place);
  }

  private static ZipkinReceiverConfig value(String yaml) {
    return Yaml.bind(ZipkinReceiverConfig.class, yaml).value();
  }
}
