package io.beltline.service.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.BuildInfo;
import io.beltline.api.ComponentException;
import io.beltline.service.Collector;
import io.beltline.service.CollectorSettings;
import io.beltline.service.InvalidConfigurationException;
import io.beltline.service.Parts;
import io.beltline.service.SystemClock;
import io.beltline.service.Validation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API as those who call it see it; a collector of scripted parts stands behind it. */
class AdminApiTest {
  private static final String CONFIG =
      """
      receivers: {part_in: {port: 4317}}
      exporters: {part_out: }
      service:
        admin: {endpoint: '%s'}
        telemetry: {metrics: {level: none}}
        pipelines:
          logs: {receivers: [part_in], exporters: [part_out]}
      """;

  private final SystemClock clock = new SystemClock();
  private Collector collector;

  @AfterEach
  void close() {
    if (collector != null) {
      collector.stop();
    }
    clock.close();
  }

  private static CollectorSettings settings(String endpoint) {
    return new CollectorSettings(
        new BuildInfo("beltline", "a test", "1.0.0"),
        new Parts().factories(),
        List.of("yaml:" + CONFIG.formatted(endpoint)),
        List.of(),
        Map.of(),
        Path.of(""),
        List.of(),
        Duration.ofSeconds(10));
  }

  private void start() {
    collector = new Collector(settings("127.0.0.1:0"), clock);
    collector.start();
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + collector.adminPort() + path));
  }

  @Test
  void itSaysWhoItIsAndShowsTheLedger() throws Exception {
    start();
    HttpResponse<String> info = send(to("/v1"));
    assertThat(info.statusCode()).isEqualTo(200);
    assertThat(info.headers().firstValue("content-type")).hasValue("application/json");
    assertThat(info.body())
        .contains("\"version\":\"1.0.0\"", "\"ready\":true", "\"ledger_alarms\":0");
    assertThat(send(to("/v1/ledger")).body())
        .contains("\"settled\":true", "\"pipeline\":\"logs\"", "\"destination\":\"part_out\"");
    assertThat(send(to("/v1/queues")).body()).isEqualTo("{\"queues\":[]}\n");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v2, 404, not_found",
    "DELETE, /v1/queues, 405, method_not_allowed",
    "DELETE, /v1/queues/requests, 404, not_found",
    "DELETE, /v1/queues//requests, 404, not_found",
    "DELETE, /v1/queues/x/requests, 404, not_found",
    "GET, /v1/deadletters/nonsense, 404, not_found",
    "GET, /v1/deadletters/otlp%40logs/7, 404, not_found",
    "DELETE, /v1/deadletters/otlp%2Fa%40logs/x, 404, not_found",
    "GET, /v1/deadletters?limit=0, 400, invalid",
    "GET, /v1/deadletters?after=x, 400, invalid",
    "GET, /v1/deadletters?queue=x, 404, not_found",
    "POST, /v1/deadletters/purge, 400, invalid",
    "POST, /v1/deadletters/redrive?queue=x, 404, not_found"
  })
  void whatIsWrongIsSaidInJson(String method, String path, int status, String code)
      throws Exception {
    start();
    HttpResponse<String> answer =
        send(to(path).method(method, HttpRequest.BodyPublishers.noBody()));
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).startsWith("{\"error\":{\"code\":\"" + code + "\",\"message\":\"");
  }

  @Test
  void aWebPageIsRefused() throws Exception {
    start();
    HttpResponse<String> answer =
        send(
            to("/v1/deadletters/purge?all=true")
                .header("Origin", "https://example.com")
                .POST(HttpRequest.BodyPublishers.noBody()));
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("forbidden", "https://example.com");
    HttpResponse<String> own =
        send(to("/v1").header("Origin", "http://127.0.0.1:" + collector.adminPort()));
    assertThat(own.statusCode()).isEqualTo(200);
  }

  @Test
  void aNameThatMayBeAnybodysIsRefused() throws Exception {
    start();
    String answer = raw("GET /v1/ledger HTTP/1.1\r\nHost: rebound.example\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 403").contains("rebound.example");
    assertThat(raw("GET /v1/ledger HTTP/1.1\r\nHost: [::1]:1\r\n\r\n")).startsWith("HTTP/1.1 200");
  }

  private String raw(String request) throws IOException {
    try (var socket =
        new java.net.Socket(InetAddress.getLoopbackAddress(), collector.adminPort())) {
      socket.getOutputStream().write(request.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      return new String(
          socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  @Test
  void aReloadThatChangesNothingLeavesItOpen() throws Exception {
    start();
    int port = collector.adminPort();
    collector.reload();
    assertThat(collector.adminPort()).isEqualTo(port);
    assertThat(send(to("/v1")).statusCode()).isEqualTo(200);
  }

  @Test
  void aPortInUseEndsTheStart() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Collector late = new Collector(settings("127.0.0.1:" + taken.getLocalPort()), clock);
      assertThatThrownBy(late::start)
          .isInstanceOf(ComponentException.class)
          .hasMessageStartingWith("service::admin: cannot listen on 127.0.0.1:");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nowhere", "127.0.0.1:", ":1", "127.0.0.1:99999", "::1:5", "unix://"})
  void anAddressThatIsNoneIsToldWithItsPlace(String endpoint) {
    assertThat(Validation.check(settings(endpoint)))
        .filteredOn(problem -> problem.fatal())
        .hasSize(1)
        .first()
        .satisfies(
            problem -> {
              assertThat(problem.path()).isEqualTo("service::admin::endpoint");
              assertThat(problem.message())
                  .contains(
                      "\"" + endpoint + "\" is no address (expected: host:port or unix:///path)");
              assertThat(problem.position().line()).isEqualTo(4);
            });
    assertThatThrownBy(() -> Validation.effectiveConfig(settings(endpoint)))
        .isInstanceOf(InvalidConfigurationException.class);
  }

  @Test
  void anAddressThatOthersReachIsWarnedOf() {
    assertThat(Validation.check(settings("0.0.0.0:13133")))
        .anyMatch(problem -> !problem.fatal() && problem.path().equals("service::admin::endpoint"));
    assertThat(Validation.check(settings("127.0.0.1:13133"))).isEmpty();
    assertThat(Validation.check(settings("[::1]:13133"))).isEmpty();
  }
}
