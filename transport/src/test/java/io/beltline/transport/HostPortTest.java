package io.beltline.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {

  @ParameterizedTest
  @CsvSource({
    "http://a.b:1/x, a.b, 1",
    "http://[::1]:4318, [::1], 4318",
    "http://node_exporter:9100/metrics, node_exporter, 9100",
    "https://my_app, my_app, -1",
    "http://my_app:/x, my_app, -1",
    "http://web.1:80, web.1, 80",
    "http://u:p%40@a_b:80/, a_b, 80",
    "tcp://docker_host:2375, docker_host, 2375"
  })
  void namesOfContainersAreHosts(String url, String host, int port) {
    assertThat(HostPort.of(URI.create(url))).isEqualTo(new HostPort(host, port));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a:1", "/x", "http:///x", "http://:80", "http://a_b:80:90", "http://a_b:99999"})
  void whatHasNoHostHasNone(String url) {
    assertThat(HostPort.of(URI.create(url))).isNull();
  }

  @Test
  void theUserIsFoundBesideSuchAName() {
    assertThat(HostPort.userInfo(URI.create("http://u:p%40@a_b:80/"))).isEqualTo("u:p%40");
    assertThat(HostPort.userInfo(URI.create("http://u@a.b/"))).isEqualTo("u");
    assertThat(HostPort.userInfo(URI.create("http://a_b/"))).isNull();
    assertThat(HostPort.userInfo(URI.create("/x"))).isNull();
  }

  @Test
  void tellsUrlsOfHttpFromOthers() {
    assertThat(HostPort.isHttp("http://otel_collector:4318")).isTrue();
    assertThat(HostPort.isHttp("HTTPS://a.b")).isTrue();
    assertThat(HostPort.isHttp("otel_collector:4318")).isFalse();
    assertThat(HostPort.isHttp("ftp://a_b/")).isFalse();
    assertThat(HostPort.isHttp("http://a b/")).isFalse();
  }
}
