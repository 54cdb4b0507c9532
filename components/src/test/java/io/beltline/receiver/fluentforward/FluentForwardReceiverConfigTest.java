package io.beltline.receiver.fluentforward;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.testkit.BoundYaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FluentForwardReceiverConfigTest {

  @Test
  void aPortOrAUnixSocket() {
    assertThat(config("0.0.0.0:8006").isUnix()).isFalse();
    assertThat(config("unix:///run/fluent.sock").path()).isEqualTo("/run/fluent.sock");
    assertThat(config("/run/fluent.sock").path()).isEqualTo("/run/fluent.sock");
    assertThat(new FluentForwardReceiverFactory().aliases()).containsExactly("fluentforward");
  }

  private static FluentForwardReceiverConfig config(String endpoint) {
    return BoundYaml.value(FluentForwardReceiverConfig.class, "endpoint: '" + endpoint + "'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | endpoint: is missing (expected: host:port or unix:///path)",
        "endpoint: '' | endpoint: is missing (expected: host:port or unix:///path)",
        "endpoint: x | endpoint: \"x\" is no address",
        "endpoint: ':99999' | endpoint: \":99999\" is no address",
        "endpoint: 'unix://' | endpoint: \"unix://\" has no path",
        "{endpoint: ':0', tls: {}} | tls",
      })
  void aWrongValueIsRefusedWhereItStands(String yaml, String words) {
    assertThat(BoundYaml.problems(FluentForwardReceiverConfig.class, yaml))
        .anySatisfy(
            problem -> assertThat(problem).contains(words).matches("(?s).*:[0-9]+:[0-9]+.*"));
  }
}
