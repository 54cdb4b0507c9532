package io.beltline.ottl.pattern;

import static io.beltline.ottl.pattern.Re2Oracle.read;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A set of expressions and the places of matches, beside RE2/J one by one. */
class PatternSetTest {
  private static final String[] BOUNDED = {
    "\\b[0-9]{2,4}\\b",
    "(?i)\\bk+s{1,2}",
    "[a-c]{2,}?",
    "ab|abc|b",
    "a.*?b",
    "[^a]+$",
    "x??a",
    "^\\w"
  };

  private static TextPattern random(Random random) {
    while (true) {
      String regex =
          random.nextInt(3) == 0
              ? BOUNDED[random.nextInt(BOUNDED.length)]
              : TextPatternTest.regex(random, 0);
      try {
        return TextPattern.of(regex);
      } catch (InvalidPatternException none) {
        assertThat(none).hasMessageContaining("is no regular expression");
      }
    }
  }

  /** A text; now and then with bytes that are part of no character. */
  static byte[] text(Random random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    boolean malformed = random.nextInt(4) == 0;
    for (int i = random.nextInt(3); i >= 0; i--) {
      out.writeBytes(TextPatternTest.text(random).getBytes(StandardCharsets.UTF_8));
      if (malformed) {
        out.write(0x80 + random.nextInt(0x80));
      }
    }
    return out.toByteArray();
  }

  @Property(tries = 4000, seed = "20261128")
  void theFirstThatMatchesIsFound(@ForAll long seed) {
    Random random = new Random(seed);
    List<TextPattern> patterns = new ArrayList<>();
    for (int i = random.nextInt(9); i >= 0; i--) {
      patterns.add(random(random));
    }
    PatternSet set = new PatternSet(patterns);
    for (int round = 0; round < 5; round++) {
      byte[] text = text(random);
      int least = random.nextInt(patterns.size());
      int expected = PatternSet.NONE;
      for (int i = least; i < patterns.size() && expected < 0; i++) {
        expected = patterns.get(i).re2().matcher(read(text)).find() ? i : expected;
      }
      byte[] framed = new byte[text.length + 2];
      framed[0] = 'a';
      framed[text.length + 1] = '1';
      System.arraycopy(text, 0, framed, 1, text.length);
      assertThat(set.first(framed, 1, text.length + 1, least))
          .as("%s from %s in \"%s\"", patterns, least, read(text))
          .isEqualTo(expected);
    }
  }

  @Property(tries = 6000, seed = "20261129")
  void matchesStandWhereRe2jSees(@ForAll long seed) {
    Random random = new Random(seed);
    TextPattern pattern = random(random);
    byte[] text = text(random);
    String expected =
        Re2Oracle.replaced(
            pattern.re2(),
            read(text),
            (match, out) -> out.append('<').append(match.group()).append('>'));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int copied = 0;
    for (Matches matches = pattern.matches(text); matches.next(); copied = matches.end()) {
      out.write(text, copied, matches.start() - copied);
      out.write('<');
      out.write(text, matches.start(), matches.end() - matches.start());
      out.write('>');
    }
    out.write(text, copied, text.length - copied);
    assertThat(read(out.toByteArray())).as("%s in \"%s\"", pattern, read(text)).isEqualTo(expected);
  }

  @Property(tries = 6000, seed = "20261128")
  void replacesInsideOtherBytesWhatRe2jDoes(@ForAll long seed) {
    Random random = new Random(seed);
    TextPattern pattern = random(random);
    byte[] text = text(random);
    byte[] around = new byte[text.length + 2];
    Arrays.fill(around, (byte) 'a');
    System.arraycopy(text, 0, around, 1, text.length);
    byte[] after =
        pattern.replaceAll(around, 1, 1 + text.length, "<>".getBytes(StandardCharsets.UTF_8));
    String expected = Re2Oracle.replaced(pattern.re2(), read(text), (_, out) -> out.append("<>"));
    assertThat(read(after == null ? text : after))
        .as("%s in \"%s\"", pattern, read(text))
        .isEqualTo(expected);
    assertThat(after != null).isEqualTo(pattern.find(text, 0, text.length));
  }

  @Test
  void aSetOfRareExpressionsOnlyStillWorks() throws InvalidPatternException {
    PatternSet set =
        new PatternSet(List.of(TextPattern.of("\\p{Greek}"), TextPattern.of("\\QA.B\\E")));
    byte[] text = "xA.B".getBytes(StandardCharsets.UTF_8);
    assertThat(set.first(text, 0, text.length, 0)).isEqualTo(1);
    assertThat(set.first(text, 0, 3, 0)).isEqualTo(PatternSet.NONE);
    assertThat(new PatternSet(List.of()).find(text, 0, text.length)).isFalse();
  }

  /** Two expressions whose union has two to the power of 40 states. */
  @Test
  void aTextThatNeedsTooManyStatesIsReadByHalvesOfTheSet() throws InvalidPatternException {
    List<TextPattern> patterns = new ArrayList<>();
    for (int length = 1; length <= 12; length++) {
      patterns.add(TextPattern.of("a[ab]{" + length + "}" + (char) ('b' + length)));
    }
    PatternSet set = new PatternSet(patterns);
    Random random = new Random(3);
    byte[] text = new byte[200_000];
    for (int i = 0; i < text.length; i++) {
      text[i] = (byte) (random.nextBoolean() ? 'a' : 'b');
    }
    assertThat(set.find(text, 0, text.length)).isFalse();
    text[text.length - 1] = (byte) ('b' + 7);
    text[text.length - 9] = 'a';
    Pattern seventh = patterns.get(6).re2();
    assertThat(seventh.matcher(text).find()).isTrue();
    assertThat(set.first(text, 0, text.length, 0)).isEqualTo(6);
    assertThat(set.first(text, 0, text.length, 7)).isEqualTo(PatternSet.NONE);
  }

  @Test
  void statesAreMadeForNewTextsOnly() throws InvalidPatternException {
    Regex tree = TextPattern.of("\\b[0-9]{3}-[0-9]{4}\\b").tree();
    Program program = Objects.requireNonNull(Program.of(tree));
    Automaton automaton = new Automaton(program, Search.ANYWHERE);
    byte[] text = "call 12-345, 555-123 or 1-2-3".repeat(50).getBytes(StandardCharsets.UTF_8);
    assertThat(automaton.find(text, 0, text.length)).isFalse();
    int made = automaton.made();
    assertThat(made).isPositive();
    for (int i = 0; i < 100; i++) {
      assertThat(automaton.find(text, 0, text.length)).isFalse();
    }
    assertThat(automaton.made()).isEqualTo(made);
  }

  /** Each match of one letter makes all that follows be read, were it not for the limit. */
  @ParameterizedTest
  @ValueSource(strings = {"a.*z|a", "(?:a*)*z|a", "\\p{Greek}z|a.*z|a"})
  void whatLooksTooFarAheadTakesTheRest(String expression) throws InvalidPatternException {
    byte[] text = "a".repeat(400_000).getBytes(StandardCharsets.UTF_8);
    int count = 0;
    int end = 0;
    for (Matches matches = TextPattern.of(expression).matches(text); matches.next(); count++) {
      assertThat(matches.start()).isEqualTo(end);
      end = matches.end();
    }
    assertThat(end).isEqualTo(text.length);
    assertThat(count).isBetween(20, 200);
  }
}
