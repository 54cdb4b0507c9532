package io.beltline.model.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, -0",
    "1, 1",
    "-2.5, -2.5",
    "100000, 100000",
    "0.000001, 0.000001",
    "0.0000001, 1e-7",
    "1.5e-10, 1.5e-10",
    "1e20, 100000000000000000000",
    "1e21, 1e+21",
    "1.25e100, 1.25e+100",
    "-1e300, -1e+300",
    "NaN, json: unsupported value: NaN",
    "Infinity, json: unsupported value: +Inf",
    "-Infinity, json: unsupported value: -Inf",
  })
  void printsNumbersAsGoDoes(double number, String expected) {
    assertThat(Value.of(number).asString()).isEqualTo(expected);
  }

  @Test
  void printsOtherValues() {
    assertThat(Value.of("a\"b").asString()).isEqualTo("a\"b");
    assertThat(Value.of(true).asString()).isEqualTo("true");
    assertThat(Value.of(-7).asString()).isEqualTo("-7");
    assertThat(Value.of(new byte[] {1, 2, (byte) 255}).asString()).isEqualTo("AQL/");
    assertThat(Value.EMPTY.asString()).isEmpty();
  }

  @Test
  void printsArraysAndMapsAsJson() {
    Value list =
        Value.of(
            List.of(Value.of("<a>&\"\\\n\u0001\u2028"), Value.of(1.0), Value.of(new byte[] {1})));
    assertThat(list.asString())
        .isEqualTo("[\"\\u003ca\\u003e\\u0026\\\"\\\\\\n\\u0001\\u2028\",1,\"AQ==\"]");
    Value map = Value.of(Map.of("b", Value.of(List.of()), "a", Value.EMPTY));
    assertThat(map.asString()).isEqualTo("{\"a\":null,\"b\":[]}");
    assertThat(Value.of(List.of(Value.of(Double.NaN))).asString()).isEmpty();
  }
}
