package io.beltline.receiver.namedpipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.lines.Trimming;
import io.beltline.testkit.BoundYaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedPipeConfigTest {

  @Test
  void defaults() {
    NamedPipeReceiverConfig config =
        BoundYaml.value(NamedPipeReceiverConfig.class, "{path: /tmp/pipe}");
    assertThat(config.mode()).isEqualTo(0666);
    assertThat(config.encoding()).isEqualTo("utf-8");
    assertThat(config.multiline()).isNull();
    assertThat(config.trimming()).isEqualTo(new Trimming(false, false));
    assertThat(config.longest()).isEqualTo(1 << 20);
    assertThat(config.input().entries().operators()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0600,384", "0o600,384", "438,438"})
  void modesAreAsInTheCollector(String written, int mode) {
    String yaml = "{path: /tmp/pipe, max_log_size: 0, mode: " + written + "}";
    NamedPipeReceiverConfig config = BoundYaml.value(NamedPipeReceiverConfig.class, yaml);
    assertThat(config.mode()).isEqualTo(mode);
    assertThat(config.longest()).isEqualTo(1 << 20);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mode: 0600 | path: is missing",
        "mode: 666 | mode: 666 is no permissions",
        "encoding: klingon | encoding: \"klingon\" is no encoding",
        "max_log_size: 2GiB | is out of range",
        "multiline: {} | multiline: has neither",
        "operators: [{type: x}] | operators::0::type: \"x\" is no operator",
        "permissions: 1 | permissions",
      })
  void wrongValuesAreReported(String yaml, String error) {
    assertThat(BoundYaml.problems(NamedPipeReceiverConfig.class, yaml))
        .anySatisfy(problem -> assertThat(problem).contains(error));
  }
}
