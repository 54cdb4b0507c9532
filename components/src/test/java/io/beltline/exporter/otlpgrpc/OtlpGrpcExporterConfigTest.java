package io.beltline.exporter.otlpgrpc;

import static io.beltline.testkit.BoundYaml.problems;
import static io.beltline.testkit.BoundYaml.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ExportResult.Action;
import io.beltline.config.Secret;
import io.beltline.delivery.DeadLetterConfig;
import io.beltline.delivery.QueueConfig;
import io.beltline.delivery.RetryConfig;
import io.beltline.exporter.Yaml;
import io.beltline.transport.config.GrpcClientConfig;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtlpGrpcExporterConfigTest {

  @Test
  void theDefaultsAreThoseOfTheCollector() {
    OtlpGrpcExporterConfig config =
        value(OtlpGrpcExporterConfig.class, "{endpoint: \"backend:4317\"}");
    assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.sendingQueue()).isEqualTo(QueueConfig.defaults());
    assertThat(config.retryOnFailure()).isEqualTo(RetryConfig.defaults());
    assertThat(config.answers()).isEmpty();
    assertThat(config.deadLetters()).isEqualTo(DeadLetterConfig.defaults());
    assertThat(config.insecure()).isFalse();
    GrpcClientConfig client = config.client();
    assertThat(client.endpoint()).isEqualTo("backend:4317");
    assertThat(client.compression()).isEqualTo("gzip");
    assertThat(client.tls().insecure()).isFalse();
    assertThat(client.tls().insecureSkipVerify()).isFalse();
    assertThat(client.keepalive().time()).isEqualTo(Duration.ZERO); // no probing unless asked for
    assertThat(client.readBufferSize()).isZero();
    assertThat(client.writeBufferSize()).isEqualTo(512 * 1024);
    assertThat(client.waitForReady()).isFalse();
    assertThat(client.headers()).isEmpty();
    assertThat(client.balancerName()).isEqualTo("round_robin");
    assertThat(client.authority()).isEmpty();
    assertThat(client.auth()).isNull();
  }

  @Test
  void allKeysStandSideBySide() {
    OtlpGrpcExporterConfig config =
        value(
            OtlpGrpcExporterConfig.class,
            """
            endpoint: https://backend.example.com:4317
            compression: zstd
            timeout: 30s
            headers: {x-tenant: acme}
            balancer_name: pick_first
            wait_for_ready: true
            tls: {insecure_skip_verify: true}
            auth: {authenticator: headers_setter}
            sending_queue: {num_consumers: 4, queue_size: 5000}
            retry_on_failure: {enabled: true, max_elapsed_time: 0s}
            """);
    assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.client().headers()).isEqualTo(Map.of("x-tenant", new Secret("acme")));
    assertThat(config.client().tls().insecureSkipVerify()).isTrue();
    assertThat(config.sendingQueue().queueSize()).isEqualTo(5000);
    assertThat(config.retryOnFailure().maxElapsedTime()).isEqualTo(Duration.ZERO);
  }

  @Test
  void insecureStillWorksAtItsOldPlace() {
    OtlpGrpcExporterConfig config =
        value(OtlpGrpcExporterConfig.class, "{endpoint: \"jaeger:4317\", insecure: true}");
    assertThat(config.client().tls().insecure()).isFalse();
    assertThat(config.effectiveClient().tls().insecure()).isTrue();
    assertThat(config.effectiveClient().endpoint()).isEqualTo("jaeger:4317");
    assertThat(config.effectiveClient().compression()).isEqualTo("gzip");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                              | requires a non-empty \"endpoint\"",
        "{endpoint: \"\"}                                | requires a non-empty \"endpoint\"",
        "{endpoint: backend}                             | has no port",
        "{endpoint: \"b:1\", timeout: -1s}               | timeout",
        "{endpoint: \"b:1\", compression: brotli}        | compression",
        "{endpoint: \"b:1\", balancer_name: rnd}         | balancer_name",
        "{endpoint: \"b:1\", sending_queue: {queue_size: -1}} | queue_size",
        "{endpoint: \"b:1\", endpoints: \"c:2\"}         | endpoints",
        "{endpoint: \"b:1\", tls: {curve_preferences: [P256, P999]}} | tls::curve_preferences::1",
        "{endpoint: \"b:1\", tls: {cipher_suites: [TLS_MAGIC]}} | \"TLS_MAGIC\" is no cipher suite",
      })
  void wrongValuesAreRefused(String yaml, String words) {
    assertThat(problems(OtlpGrpcExporterConfig.class, yaml))
        .anySatisfy(problem -> assertThat(problem).contains(words).contains(":1:"));
  }

  @Test
  void passwordsAreNotShown() {
    assertThat(
            Yaml.problems(OtlpGrpcExporterConfig.class, "endpoint: \"http://user:pa^ss@host\"\n"))
        .contains("\"host\" is no port")
        .doesNotContain("pa^ss");
  }

  @Test
  void answersAndDeadLettersAreRead() {
    OtlpGrpcExporterConfig config =
        Yaml.bind(
                OtlpGrpcExporterConfig.class,
                "endpoint: h:4317\n"
                    + "answers: {UNAUTHENTICATED: dead_letter}\n"
                    + "dead_letters: {max_letters: 7, max_size: 99}\n")
            .value();
    assertThat(config.answers()).containsValue(Action.DEAD_LETTER);
    assertThat(config.deadLetters()).isEqualTo(new DeadLetterConfig(true, 7, 99, null));
  }

  @Test
  void answersThatNeverComeAreRefused() {
    assertThat(
            Yaml.problems(
                OtlpGrpcExporterConfig.class,
                "endpoint: h:4317\n" + "answers:\n  \"401\": retry\n"))
        .contains("is no answer of this destination (expected: a gRPC code")
        .contains("c.yaml:3:");
    assertThat(
            Yaml.problems(
                OtlpGrpcExporterConfig.class,
                "endpoint: h:4317\n" + "answers:\n  too_large: forget\n"))
        .contains("answers::too_large: \"forget\" is no valid word")
        .contains("c.yaml:3:14");
    assertThat(
            Yaml.problems(
                OtlpGrpcExporterConfig.class,
                "endpoint: h:4317\n" + "dead_letters: {max_size: 0}\n"))
        .contains("dead_letters::max_size: must be positive")
        .contains("c.yaml:2:26");
  }
}
