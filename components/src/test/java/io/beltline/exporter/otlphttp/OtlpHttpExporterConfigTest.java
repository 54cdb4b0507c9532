package io.beltline.exporter.otlphttp;

import static io.beltline.testkit.BoundYaml.problems;
import static io.beltline.testkit.BoundYaml.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ExportResult.Action;
import io.beltline.delivery.DeadLetterConfig;
import io.beltline.delivery.QueueConfig;
import io.beltline.delivery.RetryConfig;
import io.beltline.exporter.Yaml;
import io.beltline.exporter.otlphttp.OtlpHttpExporterConfig.Encoding;
import io.beltline.model.Signal;
import io.beltline.transport.config.HttpClientConfig;
import io.beltline.transport.config.HttpKeepaliveConfig;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtlpHttpExporterConfigTest {

  @Test
  void theDefaultsAreThoseOfTheCollector() {
    OtlpHttpExporterConfig config =
        value(OtlpHttpExporterConfig.class, "{endpoint: \"http://backend:4318\"}");
    assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.encoding()).isEqualTo(Encoding.PROTO);
    assertThat(config.sendingQueue()).isEqualTo(QueueConfig.defaults());
    assertThat(config.retryOnFailure()).isEqualTo(RetryConfig.defaults());
    assertThat(config.answers()).isEmpty();
    assertThat(config.deadLetters()).isEqualTo(DeadLetterConfig.defaults());
    HttpClientConfig client = config.client();
    assertThat(client.compression()).isEqualTo("gzip");
    assertThat(client.compressionParams().level()).isZero();
    assertThat(client.readBufferSize()).isZero();
    assertThat(client.writeBufferSize()).isEqualTo(512 * 1024);
    assertThat(client.maxIdleConns()).isEqualTo(100);
    assertThat(client.maxIdleConnsPerHost()).isZero();
    assertThat(client.maxConnsPerHost()).isZero();
    assertThat(client.idleConnTimeout()).isEqualTo(Duration.ofSeconds(90));
    assertThat(client.disableKeepAlives()).isFalse();
    assertThat(client.forceAttemptHttp2()).isTrue();
    assertThat(client.headers()).isEmpty();
    assertThat(client.proxyUrl()).isEmpty();
    assertThat(client.auth()).isNull();
    assertThat(client.cookies()).isNull();
    assertThat(client.tls().insecure()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "keepalive: {enabled: false, max_idle_conns: 5}            | false, 90, 5, 0",
        "keepalive: {idle_conn_timeout: 7s}                        | true, 7, 100, 0",
        "keepalive:                                                | true, 90, 100, 0",
        "{disable_keep_alives: true, max_idle_conns_per_host: 3}   | false, 90, 100, 3",
        "{idle_conn_timeout: 7s, max_idle_conns: 5}                | true, 7, 5, 0",
      })
  void connectionsAreKeptAsTheNewOrTheOlderKeysSay(String yaml, String expected) {
    String keys = yaml.startsWith("{") ? yaml.substring(1, yaml.length() - 1) : yaml;
    HttpKeepaliveConfig kept =
        value(OtlpHttpExporterConfig.class, "{endpoint: \"http://b\", " + keys + "}")
            .client()
            .kept();
    assertThat(
            "%s, %d, %d, %d"
                .formatted(
                    kept.enabled(),
                    kept.idleConnTimeout().toSeconds(),
                    kept.maxIdleConns(),
                    kept.maxIdleConnsPerHost()))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "http://b:4318, TRACES, http://b:4318/v1/traces",
    "http://b:4318/, TRACES, http://b:4318/v1/traces",
    "https://b/otlp, LOGS, https://b/otlp/v1/logs",
    "https://b/otlp/, METRICS, https://b/otlp/v1/metrics",
    "http://b:4318, PROFILES, http://b:4318/v1development/profiles",
    "http://b/v1/logs, LOGS, http://b/v1/logs/v1/logs",
  })
  void theSignalsPathIsAddedToTheBase(String base, Signal signal, URI expected) {
    assertThat(value(OtlpHttpExporterConfig.class, "{endpoint: \"" + base + "\"}").url(signal))
        .isEqualTo(expected);
  }

  @Test
  void anEndpointOfItsOwnIsTakenAsItIs() {
    OtlpHttpExporterConfig config =
        value(
            OtlpHttpExporterConfig.class,
            "{logs_endpoint: \"http://loki/otlp/v1/logs\", traces_endpoint: \"http://t/x\","
                + " metrics_endpoint: \"http://m/y\", profiles_endpoint: \"http://p/z?a=b\"}");
    assertThat(config.url(Signal.LOGS)).isEqualTo(URI.create("http://loki/otlp/v1/logs"));
    assertThat(config.url(Signal.TRACES)).isEqualTo(URI.create("http://t/x"));
    assertThat(config.url(Signal.METRICS)).isEqualTo(URI.create("http://m/y"));
    assertThat(config.url(Signal.PROFILES)).isEqualTo(URI.create("http://p/z?a=b"));
    OtlpHttpExporterConfig one =
        value(OtlpHttpExporterConfig.class, "{logs_endpoint: \"http://loki/x\"}");
    assertThat(one.url(Signal.TRACES)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "http://b:4318, ",
    "http://b/v1/logs, LOGS",
    "http://b/otlp/v1/traces/, TRACES",
    "http://b/v1/metricsx, ",
  })
  void aBaseWithAPathOfTheProtocolIsNoticed(String base, Signal written) {
    assertThat(value(OtlpHttpExporterConfig.class, "{endpoint: \"" + base + "\"}").pathInBase())
        .isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                              | at least one endpoint must be specified",
        "{endpoint: \"backend:4318\"}                    | is no URL",
        "{endpoint: \"http://\"}                         | is no URL",
        "{endpoint: \"http://u:p^w@b\"}   | endpoint: \"http://[REDACTED]@b\" is no URL",
        "{endpoint: \"http://b\", proxy_url: \"u:pw@b:1\"} | \"[REDACTED]@b:1\" is no URL",
        "{endpoint: \"ftp://b\"}                         | is no URL",
        "{endpoint: \"http://b\", logs_endpoint: \"b:1\"}| logs_endpoint",
        "{endpoint: \"http://b\", encoding: xml}         | encoding",
        "{endpoint: \"http://b\", keepalive: {}, max_idle_conns: 5} | keepalive: stands beside",
        "{endpoint: \"http://b\", timeout: -1s}          | timeout",
        "{endpoint: \"http://b\", compression: brotli}   | compression",
        "{endpoint: \"http://b\", endpoints: \"c:2\"}    | endpoints",
      })
  void wrongValuesAreRefused(String yaml, String words) {
    assertThat(problems(OtlpHttpExporterConfig.class, yaml))
        .anySatisfy(problem -> assertThat(problem).contains(words).contains(":1:"));
  }

  @Test
  void namesOfContainersAreHosts() {
    String yaml =
        "{endpoint: \"http://otel_collector:4318\", proxy_url: \"http://web_proxy:3128\"}";
    assertThat(problems(OtlpHttpExporterConfig.class, yaml)).isEmpty();
  }

  @Test
  void answersAndDeadLettersAreRead() {
    OtlpHttpExporterConfig config =
        Yaml.bind(
                OtlpHttpExporterConfig.class,
                "endpoint: http://h:4318\n"
                    + "answers: {\"401\": dead_letter, 5XX: retry}\n"
                    + "dead_letters: {max_letters: 7, max_size: 99}\n")
            .value();
    assertThat(config.answers()).containsValue(Action.DEAD_LETTER);
    assertThat(config.deadLetters()).isEqualTo(new DeadLetterConfig(true, 7, 99, null));
  }

  @Test
  void answersThatNeverComeAreRefused() {
    assertThat(
            Yaml.problems(
                OtlpHttpExporterConfig.class,
                "endpoint: http://h:4318\n" + "answers:\n  UNAVAILABLE: retry\n"))
        .contains("is no answer of this destination (expected: an HTTP status")
        .contains("c.yaml:3:");
    assertThat(
            Yaml.problems(
                OtlpHttpExporterConfig.class,
                "endpoint: http://h:4318\n" + "answers:\n  too_large: forget\n"))
        .contains("answers::too_large: \"forget\" is no valid word")
        .contains("c.yaml:3:14");
    assertThat(
            Yaml.problems(
                OtlpHttpExporterConfig.class,
                "endpoint: http://h:4318\n" + "dead_letters: {max_size: 0}\n"))
        .contains("dead_letters::max_size: must be positive")
        .contains("c.yaml:2:26");
  }
}
