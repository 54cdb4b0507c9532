package io.beltline.extension.healthcheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.extension.Configs;
import io.beltline.extension.HandClock;
import io.beltline.extension.Requests;
import io.beltline.transport.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class HealthTest {
  private final HandClock clock = new HandClock();

  @Test
  void itAnswersAsTheCollectorDoes() {
    Health health = health("");
    assertAnswer(
        health.handle(Requests.get("/")),
        503,
        "{\"status\":\"Server not"
            + " available\",\"upSince\":\"0001-01-01T00:00:00Z\",\"uptime\":\"\"}");
    health.ready();
    clock.advance(Duration.ofMillis(61_500));
    HttpResponse answer = health.handle(Requests.get("/any/path"));
    assertAnswer(
        answer,
        200,
        "{\"status\":\"Server"
            + " available\",\"upSince\":\"2025-06-15T15:06:40Z\",\"uptime\":\"1m1.5s\"}");
    assertThat(answer.headers().getFirst().value()).isEqualTo("application/json");
    health.notReady();
    assertThat(health.handle(Requests.get("/")).status()).isEqualTo(503);
  }

  @Test
  void textsStandInPlaceOfJson() {
    Health health = health("response_body: {healthy: fine, unhealthy: 'not now'}");
    assertAnswer(health.handle(Requests.get("/")), 503, "not now");
    health.ready();
    assertAnswer(health.handle(Requests.get("/")), 200, "fine");
  }

  @Test
  void authenticatorsOfItsServersAreUsedFromTheStart() {
    String old = "auth: {authenticator: basicauth}";
    assertThat(new HealthCheckFactory().uses(Configs.bind(HealthCheckConfig.class, old)))
        .containsExactly("basicauth");
    String pages =
        "{use_v2: true, auth: {authenticator: none}, http: {auth: {authenticator: a}},"
            + " grpc: {auth: {authenticator: b}}}";
    assertThat(new HealthCheckV2Factory().uses(Configs.bind(HealthCheckConfig.class, pages)))
        .containsExactly("a", "b");
  }

  @Test
  void onlyThePathIsAnswered() {
    Health health = health("path: /health");
    assertThat(health.handle(Requests.get("/health")).status()).isEqualTo(503);
    assertThat(health.handle(Requests.get("/")).status()).isEqualTo(404);
    assertThat(health.handle(Requests.get("/health/x")).status()).isEqualTo(404);
  }

  @Test
  void defaultsAreThoseOfTheCollector() {
    HealthCheckConfig config = Configs.bind(HealthCheckConfig.class, "");
    assertThat(config.server().endpoint()).isEqualTo("localhost:13133");
    assertThat(config.path()).isEqualTo("/");
    assertThat(config.responseBody()).isNull();
    assertThat(config.checkCollectorPipeline()).isNull();
    assertThat(config.port()).isNull();
    assertThat(config.listener()).isSameAs(config.server());
  }

  @Test
  void oldAndNewKeysAreRead() {
    HealthCheckConfig config =
        Configs.bind(
            HealthCheckConfig.class,
            """
            port: 8080
            tls: {cert_file: a, key_file: b}
            check_collector_pipeline: {enabled: true}
            """);
    assertThat(config.listener().endpoint()).isEqualTo("0.0.0.0:8080");
    assertThat(config.listener().tls()).isSameAs(config.server().tls()).isNotNull();
    assertThat(config.checkCollectorPipeline())
        .isEqualTo(new HealthCheckConfig.CheckCollectorPipelineConfig(true, "5m", 5));
    assertThat(Configs.bind(HealthCheckConfig.class, "endpoint: 0.0.0.0:1").server().endpoint())
        .isEqualTo("0.0.0.0:1");
  }

  @Test
  void wrongValuesAreRefusedWhereTheyStand() {
    assertThat(
            Configs.problems(
                HealthCheckConfig.class, "endpoint: ''\npath: health\nport: 99999\npaht: /x"))
        .hasSize(4)
        .contains(
            "1: endpoint: must not be empty (expected: host:port)",
            "2: path: \"health\" is no path (expected: one that begins with /)",
            "3: port: 99999 is no port (expected: 1 to 65535)");
  }

  private Health health(String yaml) {
    return new Health(Configs.bind(HealthCheckConfig.class, yaml), clock);
  }

  private static void assertAnswer(HttpResponse response, int status, String body) {
    assertThat(response.status()).isEqualTo(status);
    assertThat(response.body().toUtf8()).isEqualTo(body);
  }
}
