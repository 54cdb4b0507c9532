package io.beltline.ottl.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.ottl.InvalidStatementException;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntaxReaderTest {
  private static final String[] PARTS = {
    "set",
    "delete_key",
    "Concat",
    "attributes",
    "body",
    "span",
    ".",
    ",",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ":",
    "=",
    "=>",
    "==",
    "!=",
    "<",
    ">=",
    "+",
    "-",
    "*",
    "/",
    "and",
    "or",
    "not",
    "where",
    "nil",
    "true",
    "false",
    "\"a\"",
    "\"\\\"\"",
    "\"\\x\"",
    "\"",
    "0x0a",
    "0x",
    "1",
    "1.5",
    "1e9",
    "99999999999999999999",
    "_",
    "$",
    "é",
    "\n",
    "\u0000",
    "SEVERITY_NUMBER_INFO",
    "'a'",
    "//"
  };

  @Test
  void bracketsAreLimited() throws InvalidStatementException {
    assertThat(SyntaxReader.value(nested("[", 100, "]"))).isNotNull();
    assertThatThrownBy(() -> SyntaxReader.value(nested("[", 101, "]")))
        .isInstanceOf(InvalidStatementException.class)
        .hasMessage("brackets are nested more than 100 deep at 1:101");
  }

  private static String nested(String open, int times, String close) {
    return open.repeat(times) + close.repeat(times);
  }

  @Test
  void operatorsAreLimited() throws InvalidStatementException {
    assertThat(SyntaxReader.condition("1" + " + 1".repeat(1000) + " == 1001")).isNotNull();
    assertThatThrownBy(() -> SyntaxReader.condition("1" + " + 1".repeat(1001) + " == 1002"))
        .isInstanceOf(InvalidStatementException.class)
        .hasMessage("more than 1000 operators at 1:4003");
  }

  @ParameterizedTest
  @ValueSource(strings = {"not ", "-", "1 - ", "1 * ", "(", "[", "a[", "Len(", "{\"a\": "})
  void noChainOverflowsTheStack(String link) {
    assertThatThrownBy(() -> SyntaxReader.condition(link.repeat(100_000)))
        .isInstanceOf(InvalidStatementException.class);
  }

  @Test
  void aLongListOfAlternativesIsNoChain() throws InvalidStatementException {
    String condition = "body == \"x\"" + " or body == \"y\"".repeat(5_000);
    assertThat(SyntaxReader.condition(condition)).isNotNull();
  }

  @Property(tries = 2000, seed = "20261128")
  void whateverIsWrittenIsReadOrRefused(@ForAll long seed) {
    String text = text(new Random(seed));
    readOrRefuse(() -> SyntaxReader.statement(text));
    readOrRefuse(() -> SyntaxReader.condition(text));
    readOrRefuse(() -> SyntaxReader.value(text));
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int parts = random.nextInt(30);
    for (int i = 0; i < parts; i++) {
      text.append(PARTS[random.nextInt(PARTS.length)]).append(random.nextBoolean() ? " " : "");
    }
    return text.toString();
  }

  private interface Reading {
    Object read() throws InvalidStatementException;
  }

  private static void readOrRefuse(Reading reading) {
    try {
      assertThat(reading.read()).isNotNull();
    } catch (InvalidStatementException refused) {
      assertThat(refused.problems()).isNotEmpty();
      assertThat(refused.problems())
          .allSatisfy(problem -> assertThat(problem.at().column()).isPositive());
    }
  }
}
