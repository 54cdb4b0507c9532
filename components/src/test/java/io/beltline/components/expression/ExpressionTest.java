package io.beltline.components.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExpressionTest {
  private static final Map<String, Object> ENTRY =
      Map.of(
          "body", Map.of("message", "hello world"),
          "$", Map.of("message", "hello world"),
          "attributes",
              new LinkedHashMap<>(
                  Map.of(
                      "level",
                      "info",
                      "n",
                      3L,
                      "log.file.name",
                      "a.log",
                      "list",
                      List.of("a", "b", "c"))),
          "resource", Map.of("host", "web-1"),
          "timestamp", Instant.parse("2026-01-01T00:00:00Z"));

  static List<String> cases() throws IOException {
    try (InputStream in = ExpressionTest.class.getResourceAsStream("expressions.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("# ") && !line.isBlank()).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void meansWhatTheTableSays(String line) throws ExpressionException {
    int arrow = line.lastIndexOf(" => ");
    String text = line.substring(0, arrow);
    String expected = line.substring(arrow + 4);
    if (expected.startsWith("refused ")) {
      assertThatThrownBy(() -> compile(text))
          .isInstanceOf(ExpressionException.class)
          .hasMessageContaining(expected.substring(8));
    } else if (expected.startsWith("error ")) {
      Expression compiled = compile(text);
      assertThatThrownBy(() -> compiled.value(ENTRY::get))
          .isInstanceOf(ExpressionException.class)
          .hasMessageContaining(expected.substring(6));
    } else {
      assertThat(JsonText.write(compile(text).value(ENTRY::get)))
          .isEqualTo(JsonText.write(JsonText.read(expected, true)));
    }
  }

  @Test
  void aConditionThatCanNeverBeOneIsRefused() throws ExpressionException {
    assertThatThrownBy(() -> Expression.condition("1 + 1", name -> ""))
        .hasMessage("is of type int (expected: a condition)");
    assertThat(Expression.condition("attributes.x", name -> "").kind()).isEqualTo(Kind.ANY);
  }

  @Test
  void aConditionThatIsNoneWhenItRunsSaysSo() throws ExpressionException {
    Expression condition = Expression.condition("attributes.level", name -> "");
    assertThatThrownBy(() -> condition.test(ENTRY::get))
        .hasMessage("the condition is of type string (expected: bool)");
  }

  @Property(tries = 3000, seed = "20261128")
  void anyTextIsCompiledOrRefusedAndNeverBreaks(
      @ForAll
          @Chars({'(', ')', '[', ']', '{', '}', '"', '.', '#', '?', ':', ',', '&', '|', '!'})
          @CharRange(from = '*', to = 'z')
          String text) {
    Object outcome = outcome(text);
    assertThat(outcome == null || outcome instanceof ExpressionException).as(text).isTrue();
  }

  private static @Nullable Throwable outcome(String text) {
    return catchThrowable(() -> compile(text).value(ENTRY::get));
  }

  private static Expression compile(String text) throws ExpressionException {
    return Expression.of(text, name -> name.equals("HOME_OF") ? "here" : "");
  }
}
