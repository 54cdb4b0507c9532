package io.beltline.exporter.zipkin;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ExportResult.Action;
import io.beltline.delivery.DeadLetterConfig;
import io.beltline.delivery.QueueConfig;
import io.beltline.delivery.RetryConfig;
import io.beltline.exporter.Yaml;
import io.beltline.exporter.zipkin.ZipkinExporterConfig.Format;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ZipkinExporterConfigTest {
  private static final String URL = "endpoint: http://zipkin:9411/api/v2/spans\n";

  @Test
  void defaultsAreGos() {
    ZipkinExporterConfig config = Yaml.bind(ZipkinExporterConfig.class, URL).value();
    assertThat(config.client().endpoint()).isEqualTo("http://zipkin:9411/api/v2/spans");
    assertThat(config.format()).isEqualTo(Format.JSON);
    assertThat(config.defaultServiceName()).isEqualTo("<missing service name>");
    assertThat(config.client().timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.client().writeBufferSize()).isEqualTo(524288);
    assertThat(config.client().compression()).isEmpty();
    assertThat(config.sendingQueue()).isEqualTo(QueueConfig.defaults());
    assertThat(config.retryOnFailure()).isEqualTo(RetryConfig.defaults());
    assertThat(config.answers()).isEmpty();
    assertThat(config.deadLetters()).isEqualTo(DeadLetterConfig.defaults());
  }

  @Test
  void everyKeyIsRead() {
    ZipkinExporterConfig config =
        Yaml.bind(
                ZipkinExporterConfig.class,
                URL
                    + """
                    format: proto
                    default_service_name: unknown-service
                    timeout: 10s
                    compression: gzip
                    headers: {x-token: secret}
                    sending_queue: {enabled: false}
                    retry_on_failure: {enabled: false}
                    """)
            .value();
    assertThat(config.format()).isEqualTo(Format.PROTO);
    assertThat(config.defaultServiceName()).isEqualTo("unknown-service");
    assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.client().compression()).isEqualTo("gzip");
    assertThat(config.client().headers()).containsOnlyKeys("x-token");
    assertThat(config.sendingQueue().enabled()).isFalse();
    assertThat(config.retryOnFailure().enabled()).isFalse();
  }

  @Test
  void endpointIsRequired() {
    assertThat(Yaml.problems(ZipkinExporterConfig.class, "format: json\n"))
        .contains("endpoint: must be specified (expected: a URL such as http://");
  }

  @Test
  void wrongValuesAreRefusedWhereTheyStand() {
    assertThat(Yaml.problems(ZipkinExporterConfig.class, "endpoint: zipkin:9411\n"))
        .contains("endpoint: \"zipkin:9411\" is no URL")
        .contains("c.yaml:1:11");
    assertThat(Yaml.problems(ZipkinExporterConfig.class, URL + "format: thrift\n"))
        .contains("format: ")
        .contains("c.yaml:2:9");
    assertThat(Yaml.problems(ZipkinExporterConfig.class, URL + "timeout: -1s\n"))
        .contains("timeout: must not be negative")
        .contains("c.yaml:2:10");
    assertThat(Yaml.problems(ZipkinExporterConfig.class, URL + "formt: json\n"))
        .contains("formt")
        .contains("c.yaml:2:1");
  }

  @Test
  void answersAndDeadLettersAreRead() {
    ZipkinExporterConfig config =
        Yaml.bind(
                ZipkinExporterConfig.class,
                URL
                    + "answers: {\"401\": dead_letter, 5XX: retry}\n"
                    + "dead_letters: {max_letters: 7, max_size: 99}\n")
            .value();
    assertThat(config.answers()).containsValue(Action.DEAD_LETTER);
    assertThat(config.deadLetters()).isEqualTo(new DeadLetterConfig(true, 7, 99, null));
  }

  @Test
  void answersThatNeverComeAreRefused() {
    assertThat(Yaml.problems(ZipkinExporterConfig.class, URL + "answers:\n  UNAVAILABLE: retry\n"))
        .contains("is no answer of this destination (expected: an HTTP status")
        .contains("c.yaml:3:");
    assertThat(Yaml.problems(ZipkinExporterConfig.class, URL + "answers:\n  too_large: forget\n"))
        .contains("answers::too_large: \"forget\" is no valid word")
        .contains("c.yaml:3:14");
    assertThat(Yaml.problems(ZipkinExporterConfig.class, URL + "dead_letters: {max_size: 0}\n"))
        .contains("dead_letters::max_size: must be positive")
        .contains("c.yaml:2:26");
  }
}
