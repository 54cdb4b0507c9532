package io.beltline.receiver.tcpcheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.scrape.ScrapeRig;
import io.beltline.testkit.BoundYaml;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TcpCheckTest {
  private static ServerSocket listening() throws IOException {
    return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  private static ScrapeRig start(String keys) {
    return ScrapeRig.start(new TcpCheckFactory(), "{" + keys + "}");
  }

  @Test
  void whatListensIsUpAndWhatDoesNotIsRefused() throws IOException {
    int closed;
    try (ServerSocket gone = listening()) {
      closed = gone.getLocalPort();
    }
    try (ServerSocket up = listening();
        ScrapeRig rig =
            start(
                "targets: [{endpoint: '127.0.0.1:%d'}, {endpoint: 'localhost:%d'}]"
                    .formatted(up.getLocalPort(), closed))) {
      String good = "{tcpcheck.endpoint=127.0.0.1:" + up.getLocalPort() + "}";
      String bad = "tcpcheck.endpoint=localhost:" + closed + "}";
      assertThat(rig.scrape())
          .containsExactly(
              "tcpcheck.duration" + good + " 0",
              "tcpcheck.error{error.code=connection_refused, " + bad + " 1",
              "tcpcheck.status" + good + " 1",
              "tcpcheck.status{" + bad + " 0");
      assertThat(rig.scrape())
          .contains("tcpcheck.error{error.code=connection_refused, " + bad + " 2");
      assertThat(rig.json())
          .contains("\"isMonotonic\":true")
          .contains("\"name\":\"tcpcheck.status\"")
          .contains("contrib/receiver/tcpcheckreceiver\"");
      assertThat(
              rig.meter()
                  .count(
                      "beltline_scraper_faults",
                      Map.of(
                          "scraper", "tcp_check",
                          "what", "target",
                          "reason", "connection_refused")))
          .isEqualTo(2);
      assertThat(rig.meter().count("otelcol_scraper_scraped_metric_points")).isEqualTo(8);
    }
  }

  @Test
  void failuresAreCountedOnWhenTheTargetIsBack() throws IOException {
    int port;
    try (ServerSocket gone = listening()) {
      port = gone.getLocalPort();
    }
    try (ScrapeRig rig = start("targets: [{endpoint: '127.0.0.1:" + port + "'}]")) {
      rig.scrape();
      try (ServerSocket back = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
        assertThat(back.isBound()).isTrue();
        assertThat(rig.scrape())
            .containsExactly(
                "tcpcheck.duration{tcpcheck.endpoint=127.0.0.1:" + port + "} 0",
                "tcpcheck.error{error.code=connection_refused, tcpcheck.endpoint=127.0.0.1:"
                    + port
                    + "} 1",
                "tcpcheck.status{tcpcheck.endpoint=127.0.0.1:" + port + "} 1");
      }
    }
  }

  @Test
  void metricsCanBeSwitchedOff() throws IOException {
    try (ServerSocket up = listening();
        ScrapeRig rig =
            start(
                "metrics: {tcpcheck.duration: {enabled: false}, tcpcheck.error: {enabled: false}},"
                    + " targets: [{endpoint: '127.0.0.1:"
                    + up.getLocalPort()
                    + "'}]")) {
      assertThat(rig.scrape())
          .containsExactly(
              "tcpcheck.status{tcpcheck.endpoint=127.0.0.1:" + up.getLocalPort() + "} 1");
    }
  }

  @Test
  void failuresHaveTheirCodes() {
    assertThat(ErrorCode.of(new ConnectException("Connection refused")))
        .isEqualTo(ErrorCode.CONNECTION_REFUSED);
    assertThat(ErrorCode.of(new SocketException("Connection reset")))
        .isEqualTo(ErrorCode.CONNECTION_REFUSED);
    assertThat(ErrorCode.of(new NoRouteToHostException("No route to host")))
        .isEqualTo(ErrorCode.CONNECTION_REFUSED);
    assertThat(ErrorCode.of(new SocketTimeoutException("Connect timed out")))
        .isEqualTo(ErrorCode.CONNECTION_TIMEOUT);
    assertThat(ErrorCode.of(new ConnectException("Connection timed out")))
        .isEqualTo(ErrorCode.CONNECTION_TIMEOUT);
    assertThat(ErrorCode.of(new SocketException("Network is unreachable")))
        .isEqualTo(ErrorCode.NETWORK_UNREACHABLE);
    assertThat(ErrorCode.of(new SocketException("Invalid argument")))
        .isEqualTo(ErrorCode.INVALID_ENDPOINT);
    assertThat(ErrorCode.of(new UnknownHostException("nowhere")))
        .isEqualTo(ErrorCode.UNKNOWN_ERROR);
    assertThat(ErrorCode.CONNECTION_REFUSED.word()).isEqualTo("connection_refused");
  }

  @Test
  void defaults() {
    TcpCheckConfig config =
        BoundYaml.value(TcpCheckConfig.class, "{targets: [{endpoint: '[::1]:80'}]}");
    assertThat(config.scrape().collectionInterval()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.scrape().initialDelay()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.scrape().timeout()).isZero();
    TcpTargetConfig target = config.targets().getFirst();
    assertThat(target.host()).isEqualTo("::1");
    assertThat(target.port()).isEqualTo(80);
    assertThat(target.dialer().timeout()).isZero();
    assertThat(target.limit()).isEqualTo(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | targets: has no target (expected: a list of {endpoint: host:port})",
        "{targets: [{}]} | endpoint: \"\" is no address (expected: host:port, 1 to 65535)",
        "{targets: [{endpoint: 'http://a:1'}]} | is no address",
        "{targets: [{endpoint: 'a:0'}]} | is no address",
        "{targets: [{endpoint: '::1:80'}]} | is no address",
        "{targets: [{endpoint: 'a:1', dialer: {timeout: -1s}}]} | timeout: must not be negative",
        "{targets: [{endpoint: 'a:1'}], metrics: {tcpcheck.x: {}}} | tcpcheck.x: is no metric",
        "{targets: [{endpoint: 'a:1', dialler: {}}]} | dialler",
      })
  void wrongValuesAreRefusedWithTheirPlace(String yaml, String problem) {
    assertThat(BoundYaml.problems(TcpCheckConfig.class, yaml))
        .singleElement()
        .asString()
        .contains(problem)
        .containsPattern("1:[0-9]+");
  }
}
