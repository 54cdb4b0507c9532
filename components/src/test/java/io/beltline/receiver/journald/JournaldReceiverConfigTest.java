package io.beltline.receiver.journald;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.intake.RetryConfig;
import io.beltline.receiver.journald.JournaldReceiverConfig.StartAt;
import io.beltline.testkit.BoundYaml;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JournaldReceiverConfigTest {

  @Test
  void defaults() {
    JournaldReceiverConfig config = BoundYaml.value(JournaldReceiverConfig.class, "{}");
    assertThat(config.rootPath()).isEmpty();
    assertThat(config.journalctlPath()).isEqualTo("journalctl");
    assertThat(config.directory()).isNull();
    assertThat(config.files()).isEmpty();
    assertThat(config.startAt()).isEqualTo(StartAt.END);
    assertThat(config.units()).isEmpty();
    assertThat(config.identifiers()).isEmpty();
    assertThat(config.matches()).isEmpty();
    assertThat(config.priority()).isEqualTo("info");
    assertThat(config.grep()).isEmpty();
    assertThat(config.dmesg()).isFalse();
    assertThat(config.all()).isFalse();
    assertThat(config.namespace()).isEmpty();
    assertThat(config.convertMessageBytes()).isFalse();
    assertThat(config.merge()).isFalse();
    assertThat(config.maxLogSize().bytes()).isEqualTo(1 << 20);
    assertThat(config.input().entries().operators()).isEmpty();
    assertThat(config.input().storage()).isNull();
    assertThat(config.input().retryOnFailure())
        .isEqualTo(new RetryConfig(false, Duration.ofSeconds(1), Duration.ofSeconds(30), null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "start_at: middle | start_at: \"middle\"",
        "priority: loud | priority: \"loud\" is no priority",
        "priority: 8 | priority: \"8\" is no priority",
        "priority: '' | priority: \"\" is no priority",
        "priority: err.. | priority: \"err..\" is no priority",
        "journalctl_path: '' | journalctl_path: is empty",
        "root_path: /host | journalctl_path: \"journalctl\" is no absolute path",
        "{root_path: host, journalctl_path: /bin/journalctl} | root_path: \"host\" is no absolute",
        "matches: [{_UID: '1'}, {unit: x}] | matches::1::unit: is no field of a journal",
        "max_log_size: 0 | max_log_size: 0 is out of range",
        "max_log_size: 2GiB | is out of range",
        "operators: [{type: x}] | operators::0::type: \"x\" is no operator",
        "retry_on_failure: {max_interval: 1ms} | retry_on_failure::max_interval: is below",
        "unit: a | unit",
      })
  void wrongValuesAreReported(String yaml, String error) {
    assertThat(BoundYaml.problems(JournaldReceiverConfig.class, yaml))
        .anySatisfy(problem -> assertThat(problem).contains(error));
  }

  @ParameterizedTest
  @CsvSource({"0", "7", "emerg", "err..warning", "0..3"})
  void priorities(String priority) {
    assertThat(BoundYaml.problems(JournaldReceiverConfig.class, "priority: " + priority)).isEmpty();
  }
}
