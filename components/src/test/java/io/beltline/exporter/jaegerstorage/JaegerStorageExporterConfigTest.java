package io.beltline.exporter.jaegerstorage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.beltline.api.ComponentException;
import io.beltline.api.Exporter;
import io.beltline.delivery.DeadLetterConfig;
import io.beltline.delivery.QueueConfig;
import io.beltline.delivery.RetryConfig;
import io.beltline.exporter.Yaml;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JaegerStorageExporterConfigTest {

  @Test
  void defaults() {
    JaegerStorageExporterConfig config = bind("trace_storage: main");
    assertThat(config.traceStorage()).isEqualTo("main");
    assertThat(config.sendingQueue()).isEqualTo(QueueConfig.defaults());
    assertThat(config.retryOnFailure()).isEqualTo(RetryConfig.defaults());
    assertThat(config.answers()).isEmpty();
    assertThat(config.deadLetters()).isEqualTo(DeadLetterConfig.defaults());
    assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @CsvSource({"queue", "sending_queue"})
  void theQueueHasTwoNames(String key) {
    assertThat(bind("trace_storage: main\n" + key + ": {queue_size: 7}").sendingQueue().queueSize())
        .isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "timeout: 1s | trace_storage: must be specified | c.yaml:1:1",
        "{trace_storage: a, timeout: -1s} | timeout: must not be negative | c.yaml:1:29",
        "{trace_storage: a, storage: b} | is no known key | c.yaml:1:20"
      })
  void wrongValuesAreRefusedWhereTheyStand(String yaml, String words, String place) {
    assertThat(Yaml.problems(JaegerStorageExporterConfig.class, yaml))
        .contains(words.strip())
        .contains(place.strip());
  }

  @Test
  void aStorageThatIsNotThereEndsTheStart() {
    Exporter exporter =
        new JaegerStorageExporterFactory()
            .create(TestSettings.of("e").settings(), bind("trace_storage: other"));
    assertThatExceptionOfType(ComponentException.class)
        .isThrownBy(() -> exporter.start(new TestHost(RealClock.INSTANCE)))
        .withMessageContaining("no extension jaeger_storage that runs");
    assertThatExceptionOfType(ComponentException.class)
        .isThrownBy(() -> exporter.start(Storages.host("opensearch: ")))
        .withMessageContaining("\"other\" is no storage")
        .withMessageContaining("[main]");
  }

  @ParameterizedTest
  @CsvSource({"UNAVAILABLE, 'opensearch: '", "503, 'grpc: {endpoint: a:1}'"})
  void answersOfAnotherKindOfStorageEndTheStart(String answer, String storage) {
    Exporter exporter =
        new JaegerStorageExporterFactory()
            .create(
                TestSettings.of("e").settings(),
                bind("trace_storage: main\nanswers: {\"" + answer + "\": drop}"));
    assertThatExceptionOfType(ComponentException.class)
        .isThrownBy(() -> exporter.start(Storages.host(storage)))
        .withMessageContaining("answers::" + answer + " is no answer of this destination");
  }

  private static JaegerStorageExporterConfig bind(String yaml) {
    return Yaml.bind(JaegerStorageExporterConfig.class, yaml).value();
  }
}
