package io.beltline.ottl.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions that come from strangers, and texts for them. */
@Timeout(
    value = 60,
    threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // else what hangs shows nothing
class HostileRegexTest {
  private static boolean find(String regex, String text) throws InvalidPatternException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return TextPattern.of(regex).find(utf8, 0, utf8.length);
  }

  private static int matches(String regex, String text) throws InvalidPatternException {
    int count = 0;
    for (Captures match = TextPattern.of(regex).captures(text); match.next(); ) {
      count++;
    }
    return count;
  }

  /** RE2/J never ends compiling them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?i)[\\x{800}-\\x{1fff}]",
        "(?i)\\x{1c80}",
        "(?i:\u1c80)",
        "(?i)\\Q\u1c80\\E",
        "(?i)[^a-\\x{10fff}]|в",
        "(?i:\\p{L})",
        "(?mi-s)(\u1c80)(\\w*)*"
      })
  void charactersWithNewCasesAreCompiled(String regex) throws InvalidPatternException {
    assertThat(find(regex, "xВ")).as(regex).isTrue();
    assertThat(matches(regex, "xВ")).as(regex).isPositive();
  }

  /** Whatever engine reads them. */
  @ParameterizedTest
  @ValueSource(strings = {"(?i)(в)", "(?i)(?:(в)|())*z|в", "[Вв]|z", "(?i)(?:[вx]?)*Z|в"})
  void textsWithNewCasesAreRead(String regex) throws InvalidPatternException {
    for (String text : new String[] {"\u1c80", "\u1c88", "\ua64a", "\u1e9e", "\u0130", "\u1c90"}) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      assertThat(TextPattern.of(regex).re2().matcher(text).find()).isIn(true, false);
      assertThat(TextPattern.of(regex).captures(utf8, 0, utf8.length).next()).isIn(true, false);
    }
  }

  @Test
  void casesAreThoseOfGo() throws InvalidPatternException {
    assertThat(find("(?i)^K\u212a$", "\u212ak")).isTrue();
    assertThat(find("(?i)^s$", "\u017f")).isTrue();
    assertThat(find("(?i)^\u1e9e$", "ß")).isTrue();
    assertThat(find("(?i)^σσ$", "ςΣ")).isTrue();
    assertThat(find("(?i)^å$", "\u212b")).isTrue();
    assertThat(find("(?i)[İı]", "iI")).isFalse();
    assertThat(find("(?i)^İı$", "İı")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((a{1000}){1000}){1000}",
        "(?:(?:a{100}){10}){2}",
        "(?:a{32}){32}",
        "(?U)(?i)((a{30,}){30,}){2}"
      })
  void repetitionsMultiply(String regex) {
    assertThatThrownBy(() -> TextPattern.of(regex))
        .isInstanceOf(InvalidPatternException.class)
        .hasMessageContaining("invalid repeat count (expected: at most 1000");
  }

  @Test
  void asManyRepetitionsAsGoAllowsAreTaken() throws InvalidPatternException {
    assertThat(find("^(?:(?:a{10}){10}){10}$", "a".repeat(1_000))).isTrue();
    assertThat(find("^(?:(?:a{10}){10}){10}$", "a".repeat(999))).isFalse();
  }

  @Test
  void whatIsTooLargeOrTooDeepSaysSo() {
    assertThatThrownBy(() -> TextPattern.of("x{1000}".repeat(300)))
        .hasMessageContaining("it is too large (expected: at most 262144 characters");
    for (String deep : new String[] {"(", "(?:", "(?i:", "(?P<n>"}) {
      assertThatThrownBy(() -> TextPattern.of(deep.repeat(100_000) + ")".repeat(100_000)))
          .isInstanceOf(InvalidPatternException.class)
          .hasMessageContaining("nests too deeply (expected: at most 500)");
    }
    assertThatThrownBy(() -> TextPattern.of("a" + "(?i)*".repeat(100_000)))
        .hasMessageContaining("nests too deeply");
  }

  @Test
  void whatIsNotTooDeepIsReadByAnyThread() throws Exception {
    String regex = "(?:x|(a".repeat(250) + "b" + ")*)+".repeat(250);
    StringBuilder found = new StringBuilder();
    Thread thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    found.append(matches(regex, "aab"));
                  } catch (InvalidPatternException none) {
                    found.append(none);
                  }
                });
    thread.join();
    assertThat(found.toString()).matches("\\d+");
  }

  /** Of a thousand places each may wait or not. */
  @Test
  void statesWithManyPlacesTakeNoMoreMemory() throws InvalidPatternException {
    Regex tree = TextPattern.of("[ab]*a[ab]{900}c").tree();
    Program program = java.util.Objects.requireNonNull(Program.of(tree));
    Automaton automaton = new Automaton(program, Search.ANYWHERE);
    Random random = new Random(9);
    byte[] text = new byte[6_000];
    for (int i = 0; i < text.length; i++) {
      text[i] = (byte) (random.nextBoolean() ? 'a' : 'b');
    }
    assertThat(automaton.find(text, 0, text.length)).isFalse();
    assertThat(automaton.entries()).isBetween(1, 1 << 20);
  }
}
