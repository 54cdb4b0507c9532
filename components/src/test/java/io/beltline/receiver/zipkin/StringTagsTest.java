package io.beltline.receiver.zipkin;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.otlp.Value;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StringTagsTest {

  @ParameterizedTest
  @CsvSource({"0", "42", "-7", "007", "9223372036854775807", "-9223372036854775808"})
  void wholeNumbers(String text) {
    assertThat(StringTags.parse(text)).isEqualTo(Value.of(Long.parseLong(text)));
  }

  @ParameterizedTest
  @CsvSource({"0.0", "-1.5", "3.141592653589793", "00.10"})
  void fractions(String text) {
    assertThat(StringTags.parse(text)).isEqualTo(Value.of(Double.parseDouble(text)));
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void flags(String text) {
    assertThat(StringTags.parse(text)).isEqualTo(Value.of(Boolean.parseBoolean(text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "+1",
        "1.",
        ".5",
        "1.5.2",
        "1e3",
        " 1",
        "True",
        "9223372036854775808",
        "0x1f",
        "[1]",
        "{\"a\":1}",
        "NaN",
        "١"
      })
  void anythingElseStaysText(String text) {
    assertThat(StringTags.parse(text)).isEqualTo(Value.of(text));
  }
}
