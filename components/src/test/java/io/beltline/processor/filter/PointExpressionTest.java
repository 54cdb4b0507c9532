package io.beltline.processor.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.model.otlp.Attribute;
import io.beltline.model.otlp.KeyValueListEditor;
import io.beltline.model.otlp.Value;
import io.beltline.processor.filter.PointExpression.Point;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PointExpressionTest {
  private static Point point() {
    KeyValueListEditor attributes = new KeyValueListEditor();
    attributes.wrap(new byte[0], 0, 0);
    attributes.values().add(Attribute.of("a", Value.of("one")));
    attributes.values().add(Attribute.of("n", Value.of(7)));
    return new Point("cpu.time", "Sum", attributes.values());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      textBlock =
          """
          MetricName == "cpu.time" ; true
          MetricName != 'cpu.time' ; false
          MetricType == `Sum` && HasLabel("a") ; true
          HasLabel("b") or HasLabel("n") ; true
          not HasLabel("b") and !HasLabel("c") ; true
          Label("a") == "one" ; true
          Label("n") == "" ; true
          Label("b") == "" ; true
          MetricName matches "^cpu\\\\.(time|load)$" ; true
          MetricName not matches "mem" ; true
          MetricName contains "u.t" ; true
          MetricName startsWith "cpu" && MetricName endsWith "time" ; true
          Label("a") in ["two", "one"] ; true
          Label("a") not in ["two"] ; true
          HasLabel("a") == true ; true
          HasLabel("a") != HasLabel("b") ; true
          (HasLabel("b") || HasLabel("a")) && false ; false
          HasLabel("b") || HasLabel("a") && true ; true
          "x" == "\\x" ; true
          """)
  void holds(String expression, boolean holds) throws InvalidExpressionException {
    if (expression.contains("\\x")) {
      assertThatThrownBy(() -> PointExpression.parse(expression))
          .hasMessageContaining("unknown \\x");
      return;
    }
    assertThat(PointExpression.parse(expression).holds(point())).isEqualTo(holds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "MetricName",
        "foo",
        "MetricName == ",
        "MetricName == 'a",
        "Label(a) == 'b'",
        "HasLabel('a'",
        "HasLabel('a') HasLabel('b')",
        "MetricName && true",
        "MetricName matches Label('a')",
        "MetricName matches '('",
        "HasLabel('a') contains 'x'",
        "MetricName in ['a'",
        "MetricName not == 'a'",
        "MetricName ~ 'a'"
      })
  void isRefused(String expression) {
    assertThatThrownBy(() -> PointExpression.parse(expression))
        .isInstanceOf(InvalidExpressionException.class);
  }

  @Test
  void deepNestingIsRefused() {
    assertThatThrownBy(() -> PointExpression.parse("(".repeat(100_000)))
        .hasMessageContaining("nested deeper");
    assertThatThrownBy(() -> PointExpression.parse("!".repeat(100_000) + "true"))
        .hasMessageContaining("nested deeper");
  }

  @Test
  void anythingIsReadOrRefused() {
    String[] parts = {
      "MetricName",
      "==",
      "'a'",
      "(",
      ")",
      "&&",
      "or",
      "not",
      "in",
      "[",
      "]",
      ",",
      "HasLabel",
      "matches",
      "true",
      "`",
      "\\",
      "é",
      " "
    };
    SplittableRandom random = new SplittableRandom(11);
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(1, 8); j > 0; j--) {
        text.append(parts[random.nextInt(parts.length)]).append(' ');
      }
      try {
        PointExpression.parse(text.toString()).holds(point());
        read++;
      } catch (InvalidExpressionException refused) {
        assertThat(refused.getMessage()).isNotEmpty();
      }
    }
    assertThat(read).isPositive();
  }
}
