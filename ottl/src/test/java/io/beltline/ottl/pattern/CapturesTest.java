package io.beltline.ottl.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.ottl.value.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each engine that finds groups, beside RE2/J: where every group of every match is. */
class CapturesTest {

  private static TextPattern pattern(RandomRegex regexes) {
    while (true) {
      try {
        return TextPattern.of(regexes.regex());
      } catch (InvalidPatternException none) {
        assertThat(none).hasMessageContaining("is no regular expression");
      }
    }
  }

  private static List<List<Integer>> all(GroupFinder finder, byte[] text, int from, int to) {
    List<List<Integer>> all = new ArrayList<>();
    for (Matches matches = new Matches(text, from, to, finder); matches.next(); ) {
      List<Integer> places = new ArrayList<>();
      for (int slot : finder.slots) {
        places.add(slot < 0 ? -1 : slot - from);
      }
      all.add(places);
    }
    return all;
  }

  private static List<List<Integer>> all(TextPattern pattern, byte[] text, int from, int to) {
    List<List<Integer>> all = new ArrayList<>();
    for (Captures match = pattern.captures(text, from, to); match.next(); ) {
      List<Integer> places = new ArrayList<>();
      for (int group = 0; group <= pattern.groupCount(); group++) {
        places.add(match.has(group) ? match.start(group) - from : -1);
        places.add(match.has(group) ? match.end(group) - from : -1);
      }
      all.add(places);
    }
    return all;
  }

  private static @Nullable TwoPass twoPass(TextPattern pattern) {
    boolean own = pattern.isQuick() && !pattern.tree().loopsEmpty();
    Program program = own ? Program.withGroups(pattern.tree()) : null;
    return program == null ? null : TwoPass.of(program, false);
  }

  @Property(tries = 4_000, seed = "20261130")
  void groupsAreWhereRe2jSees(@ForAll long seed) {
    Random random = new Random(seed);
    RandomRegex regexes = new RandomRegex(random);
    TextPattern pattern = pattern(regexes);
    TwoPass two = twoPass(pattern);
    for (int round = 0; round < 8; round++) {
      byte[] text = regexes.text();
      List<List<Integer>> expected = Re2Oracle.matches(pattern.re2(), text);
      byte[] around = new byte[text.length + 3];
      around[0] = 'a';
      around[around.length - 2] = '1';
      System.arraycopy(text, 0, around, 1, text.length);
      assertThat(all(pattern, around, 1, 1 + text.length))
          .as("%s in \"%s\"", pattern, Re2Oracle.read(text))
          .isEqualTo(expected);
      byte[] marked = Utf8.marked(text, 0, text.length);
      int[] slots = new int[2 * pattern.groupCount() + 2];
      if (two != null) {
        GroupFinder finder =
            new GroupFinder.Two(two, pattern::re2, slots, marked, 0, marked.length);
        assertThat(all(finder, marked, 0, marked.length))
            .as("two passes of %s in \"%s\"", pattern, Re2Oracle.read(text))
            .isEqualTo(expected);
        assertThat(finder.read()).isZero();
      }
      GroupFinder re2 = new GroupFinder.Re2(pattern.re2(), slots, marked, 0, marked.length);
      assertThat(all(re2, marked, 0, marked.length)).isEqualTo(expected);
    }
  }

  /** The property shows something only if all engines have texts that match and that do not. */
  @Test
  void theRandomExpressionsReachAllEngines() {
    int[][] counts = new int[3][2];
    for (long seed = 0; seed < 4_000; seed++) {
      RandomRegex regexes = new RandomRegex(new Random(seed));
      TextPattern pattern = pattern(regexes);
      GroupSearch search = pattern.groupSearch();
      int engine = search.one() != null ? 0 : search.two() != null ? 1 : 2;
      byte[] text = regexes.text();
      boolean found = pattern.captures(text, 0, text.length).next();
      counts[engine][found && pattern.groupCount() > 0 ? 1 : 0]++;
    }
    for (int[] engine : counts) {
      assertThat(engine[0]).isGreaterThan(10);
      assertThat(engine[1]).isGreaterThan(10);
    }
  }

  @Test
  void aTextOfCharactersGivesThem() throws InvalidPatternException {
    TextPattern pattern = TextPattern.of("(?P<a>é+)(x)?(?P<b>😀)");
    Captures match = pattern.captures("aéé😀");
    assertThat(pattern.namedGroups())
        .containsExactly(new NamedGroup("a", 1), new NamedGroup("b", 3));
    assertThat(match.next()).isTrue();
    assertThat(match.group(0)).isEqualTo("éé😀");
    assertThat(match.group(1)).isEqualTo("éé");
    assertThat(match.group(2)).isNull();
    assertThat(match.text(2)).isEmpty();
    assertThat(match.group(3)).isEqualTo("😀");
    assertThat(match.next()).isFalse();
  }

  private static GroupFinder twoPasses(TextPattern pattern, byte[] text) {
    TwoPass engine = Objects.requireNonNull(pattern.groupSearch().two());
    int[] slots = new int[2 * pattern.groupCount() + 2];
    return new GroupFinder.Two(engine, pattern::re2, slots, text, 0, text.length);
  }

  /** What must be known of its rests are two to the power of 24 sets. */
  @Test
  void aTextThatAsksForTooMuchIsLeftToRe2j() throws InvalidPatternException {
    TextPattern pattern = TextPattern.of("([ab])[ab]{24}(a)");
    Random random = new Random(5);
    byte[] text = new byte[20_000];
    for (int i = 0; i < text.length; i++) {
      text[i] = (byte) (random.nextBoolean() ? 'a' : 'b');
    }
    GroupFinder finder = twoPasses(pattern, text);
    assertThat(all(finder, text, 0, text.length)).isEqualTo(Re2Oracle.matches(pattern.re2(), text));
    assertThat(finder.read()).isPositive();
    byte[] usual = "bbbbb".repeat(10).concat("a").getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 200; i++) {
      assertThat(all(twoPasses(pattern, usual), usual, 0, usual.length)).hasSize(1);
    }
    assertThat(twoPasses(pattern, usual).read()).as("more may be made").isZero();
  }

  @Test
  void aTextThatIsTooLongIsLeftToRe2j() throws InvalidPatternException {
    TextPattern pattern = TextPattern.of("(y)");
    byte[] text = "x".repeat(TwoPass.MOST_TEXT).concat("y").getBytes(StandardCharsets.UTF_8);
    GroupFinder finder = twoPasses(pattern, text);
    int at = text.length - 1;
    assertThat(all(finder, text, 0, text.length)).containsExactly(List.of(at, at + 1, at, at + 1));
    assertThat(finder.read()).isPositive();
  }

  /** Each match would read all that follows, did the first pass not do for all. */
  @Test
  void allMatchesOfALongTextAreFoundWhereEachLooksFarAhead() throws InvalidPatternException {
    byte[] text = "a".repeat(400_000).getBytes(StandardCharsets.UTF_8);
    Captures match = TextPattern.of("(a).*z|(a)").captures(text, 0, text.length);
    int count = 0;
    while (match.next() && match.start(2) == count && !match.has(1)) {
      count++;
    }
    assertThat(count).isEqualTo(text.length);
  }
}
