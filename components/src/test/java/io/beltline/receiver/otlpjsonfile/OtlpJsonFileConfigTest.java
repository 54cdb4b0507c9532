package io.beltline.receiver.otlpjsonfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.tailing.TailConfig;
import io.beltline.components.tailing.TailConfig.StartAt;
import io.beltline.testkit.BoundYaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtlpJsonFileConfigTest {

  @Test
  void defaults() {
    String yaml = "{include: [a.json]}";
    OtlpJsonFileReceiverConfig config = BoundYaml.value(OtlpJsonFileReceiverConfig.class, yaml);
    assertThat(config.replayFile()).isFalse();
    assertThat(config.storage()).isNull();
    assertThat(config.files().startAt()).isEqualTo(StartAt.END);
    assertThat(config.files().labels().includeFileName()).isTrue();
    assertThat(config.files().labels().includeFilePath()).isFalse();
    assertThat(config.files().entries().maxLogSize().bytes()).isEqualTo(1 << 20);
    assertThat(config.files()).isEqualTo(BoundYaml.value(TailConfig.class, yaml));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "include: [] | include: is empty",
        "start_at: middle | start_at: \"middle\"",
        "operators: [] | operators",
        "{replay_file: true, start_at: beginning, delete_after_read: true} | replay_file: has no",
      })
  void wrongValuesAreReported(String yaml, String error) {
    assertThat(BoundYaml.problems(OtlpJsonFileReceiverConfig.class, yaml))
        .anySatisfy(problem -> assertThat(problem).contains(error));
  }
}
