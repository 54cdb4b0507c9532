package io.beltline.ottl.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.beltline.ottl.value.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All engines beside RE2/J, over all of the grammar. */
class WideRegexTest {
  @Property(tries = 200, seed = "20261201")
  void enginesSayWhatRe2jSays(@ForAll long seed) throws InvalidPatternException {
    Random random = new Random(seed);
    WideRegex regexes = new WideRegex(random);
    check(regexes, regexes.expression(), seed % 8 == 0);
  }

  @Property(tries = 1_500, seed = "20261202")
  void whatIsAnExpressionIsOneHere(@ForAll long seed) throws InvalidPatternException {
    WideRegex regexes = new WideRegex(new Random(seed));
    check(regexes, regexes.garbage(), true);
  }

  @Test
  @Tag("long")
  void enginesSayWhatRe2jSaysOfManyMore() throws InvalidPatternException {
    for (long seed = 0; seed < 100_000; seed++) {
      WideRegex regexes = new WideRegex(new Random(seed));
      check(regexes, seed % 3 == 0 ? regexes.garbage() : regexes.expression(), seed % 16 == 0);
    }
  }

  static void check(WideRegex regexes, WideRegex.Node node, boolean alsoWritten)
      throws InvalidPatternException {
    String regex = node.regex();
    Pattern oracle = oracle(regex);
    if (oracle == null) {
      assertThatThrownBy(() -> TextPattern.of(regex))
          .as(regex)
          .isInstanceOf(InvalidPatternException.class);
      return;
    }
    TextPattern pattern = TextPattern.of(regex);
    Regex tree = RegexParser.parse(regex).tree();
    assertThat(tree).as("%s is read", regex).isNotNull();
    Pattern written =
        alsoWritten ? Pattern.compile(RegexWriter.text(Objects.requireNonNull(tree))) : oracle;
    TwoPass two = twoPass(pattern);
    for (int round = 0; round < 5; round++) {
      byte[] text = regexes.text(node);
      List<List<Integer>> expected = Re2Oracle.matches(oracle, text);
      String where = "%s in \"%s\"".formatted(regex, Re2Oracle.read(text));
      byte[] around = new byte[text.length + 3];
      around[0] = 'a';
      around[around.length - 2] = '1';
      System.arraycopy(text, 0, around, 1, text.length);
      assertThat(captures(pattern, around, text.length)).as(where).isEqualTo(expected);
      assertThat(Re2Oracle.matches(written, text)).as("written: " + where).isEqualTo(expected);
      assertThat(pattern.find(around, 1, 1 + text.length)).as(where).isEqualTo(!expected.isEmpty());
      assertThat(spans(pattern, text))
          .as(where)
          .isEqualTo(expected.stream().map(WideRegexTest::whole).toList());
      if (two != null) {
        assertThat(twoPasses(two, pattern, text)).as("two passes: " + where).isEqualTo(expected);
      }
    }
  }

  private static @Nullable Pattern oracle(String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException none) {
      return null;
    }
  }

  private static @Nullable TwoPass twoPass(TextPattern pattern) {
    boolean own = pattern.isQuick() && !pattern.tree().loopsEmpty();
    Program program = own ? Program.withGroups(pattern.tree()) : null;
    return program == null ? null : TwoPass.of(program, false);
  }

  private static List<Integer> whole(List<Integer> groups) {
    return groups.subList(0, 2);
  }

  private static List<List<Integer>> captures(TextPattern pattern, byte[] around, int length) {
    List<List<Integer>> all = new ArrayList<>();
    for (Captures match = pattern.captures(around, 1, 1 + length); match.next(); ) {
      List<Integer> places = new ArrayList<>();
      for (int group = 0; group <= pattern.groupCount(); group++) {
        places.add(match.has(group) ? match.start(group) - 1 : -1);
        places.add(match.has(group) ? match.end(group) - 1 : -1);
      }
      all.add(places);
    }
    return all;
  }

  private static List<List<Integer>> spans(TextPattern pattern, byte[] text) {
    List<List<Integer>> all = new ArrayList<>();
    for (Matches matches = pattern.matches(text); matches.next(); ) {
      all.add(List.of(matches.start(), matches.end()));
    }
    return all;
  }

  private static List<List<Integer>> twoPasses(TwoPass two, TextPattern pattern, byte[] text) {
    byte[] marked = Utf8.marked(text, 0, text.length);
    int[] slots = new int[2 * pattern.groupCount() + 2];
    GroupFinder finder = new GroupFinder.Two(two, pattern::re2, slots, marked, 0, marked.length);
    List<List<Integer>> all = new ArrayList<>();
    for (Matches matches = new Matches(marked, 0, marked.length, finder); matches.next(); ) {
      List<Integer> places = new ArrayList<>();
      for (int slot : finder.slots) {
        places.add(slot);
      }
      all.add(places);
    }
    return all;
  }
}
