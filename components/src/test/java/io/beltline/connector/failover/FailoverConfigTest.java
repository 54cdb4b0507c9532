package io.beltline.connector.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.delivery.QueueConfig;
import io.beltline.delivery.RetryConfig;
import io.beltline.extension.Configs;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailoverConfigTest {

  @Test
  void defaultsAreThoseOfTheGoCollector() {
    FailoverConfig config = Configs.bind(FailoverConfig.class, "priority_levels: [[traces]]");
    assertThat(config.retryInterval()).isEqualTo(Duration.ofMinutes(10));
    assertThat(config.sendingQueue().enabled()).isFalse();
    assertThat(config.priorityLevels()).hasSize(1);
    assertThat(config.priorityLevels().getFirst().getFirst()).hasToString("traces");
  }

  @Test
  void keysOfOlderCollectorsAreTaken() {
    FailoverConfig config =
        Configs.bind(
            FailoverConfig.class,
            "{priority_levels: [[logs/a, logs/b], [logs/c]], retry_interval: 5m, retry_gap: 1m,"
                + " max_retries: 10}");
    assertThat(config.priorityLevels()).hasSize(2);
    assertThat(config.retryInterval()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void aQueueIsOnWhereItsKeyIsWritten() {
    FailoverConfig bare =
        Configs.bind(FailoverConfig.class, "priority_levels: [[logs]]\nsending_queue:\n");
    assertThat(bare.sendingQueue()).isEqualTo(QueueConfig.defaults());
    FailoverConfig sized =
        Configs.bind(
            FailoverConfig.class, "{priority_levels: [[logs]], sending_queue: {queue_size: 7}}");
    assertThat(sized.sendingQueue().enabled()).isTrue();
    assertThat(sized.sendingQueue().queueSize()).isEqualTo(7);
    assertThat(sized.retryOnFailure()).isEqualTo(RetryConfig.defaults());
  }

  @Test
  void itsQueueKeepsWhatExportersBehindItMaySend() {
    FailoverConfig config = Configs.bind(FailoverConfig.class, "priority_levels: [[traces]]");
    assertThat(config.sendsHeader("authorization")).isTrue();
    assertThat(config.sendsHeader("x-api-key")).isTrue();
    FailoverConfig batching =
        Configs.bind(
            FailoverConfig.class, "{priority_levels: [[traces]], sending_queue: {batch: }}");
    assertThat(batching.sendsHeader("authorization")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "retry_interval: 1m | priority_levels",
        "priority_levels: [] | priority_levels",
        "priority_levels: [[]] | priority_levels::0",
        "priority_levels: [[traces/a], [traces/a]] | priority_levels::1::0",
        "priority_levels: [[traces/a, traces/a]] | priority_levels::0::1",
        "priority_levels: [[otlp]] | priority_levels::0::0",
        "priority_levels: [traces] | priority_levels::0",
        "'{priority_levels: [[traces]], retry_interval: 0s}' | retry_interval",
        "'{priority_levels: [[traces]], retry_interval: -1s}' | retry_interval",
        "'{priority_levels: [[traces]], retry_gap: x}' | retry_gap",
        "'{priority_levels: [[traces]], max_retries: x}' | max_retries",
        "'{priority_levels: [[traces]], sending_queue: {queue_size: 0}}'"
            + " | sending_queue::queue_size",
        "'{priority_levels: [[traces]], retry_on_failure: {max_interval: -1s}}'"
            + " | retry_on_failure::max_interval",
        "'{priority_levels: [[traces]], no_such_key: x}' | no_such_key"
      })
  void wrongValuesAreRefusedWhereTheyStand(String yaml, String path) {
    assertThat(Configs.problems(FailoverConfig.class, yaml))
        .anyMatch(problem -> problem.startsWith("1: " + path + ": "));
  }
}
