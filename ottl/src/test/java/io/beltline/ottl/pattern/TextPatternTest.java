package io.beltline.ottl.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextPatternTest {
  private static final String[] PARTS = {
    "a",
    "b",
    "ab",
    "é",
    ".",
    "\\d",
    "\\w",
    "\\W",
    "\\s",
    "[a-c]",
    "[^a]",
    "[^\\n]",
    "[[:alpha:]]",
    "^",
    "$",
    "\\b",
    "\\B",
    "\\A",
    "\\z",
    "(?i)k",
    "(?i:S)",
    "(?s).",
    "(?m)^",
    "(?m:$)",
    "x{2,3}",
    "[é-ü]",
    "\\.",
    "-",
    "1",
    "_",
    "[a\\-z]",
    "\\x41",
    "\\x{e9}",
    "😀"
  };
  private static final String[] TEXTS = {
    "a", "b", "ab", "é", "ü", "\n", " ", "1", "_", "-", ".", "K", "k", "\u212a", "s", "\u017f", "A",
    "x", "😀", "z"
  };

  @Property(tries = 4000, seed = "20261127")
  void sayWhatRe2jSays(@ForAll long seed) throws InvalidPatternException {
    Random random = new Random(seed);
    String regex = regex(random, 0);
    String text = text(random);
    Pattern oracle;
    try {
      oracle = Pattern.compile(regex);
    } catch (com.google.re2j.PatternSyntaxException none) {
      assertThatThrownBy(() -> TextPattern.of(regex)).isInstanceOf(InvalidPatternException.class);
      return;
    }
    assertThat(find(TextPattern.of(regex), text))
        .as("%s in %s", regex, text)
        .isEqualTo(oracle.matcher(text).find());
  }

  private static boolean find(TextPattern pattern, String text) {
    byte[] utf8 = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
    return pattern.find(utf8, 1, utf8.length - 1);
  }

  static String regex(Random random, int depth) {
    StringBuilder out = new StringBuilder();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      String part =
          depth < 3 && random.nextInt(4) == 0
              ? "(" + (random.nextBoolean() ? "?:" : "") + regex(random, depth + 1) + ")"
              : PARTS[random.nextInt(PARTS.length)];
      out.append(part);
      switch (random.nextInt(8)) {
        case 0 -> out.append('*');
        case 1 -> out.append("+?");
        case 2 -> out.append('?');
        case 3 -> out.append('|');
        default -> {}
      }
    }
    return out.toString();
  }

  static String text(Random random) {
    StringBuilder out = new StringBuilder();
    int count = random.nextInt(9);
    for (int i = 0; i < count; i++) {
      out.append(TEXTS[random.nextInt(TEXTS.length)]);
    }
    return out.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^foo",
        "foo$",
        ".*foo.*",
        "a|b|c",
        "^(GET|POST) /api/v[0-9]+/",
        "(?i)error",
        "\\bfail\\b",
        "[0-9a-f]{8}-[0-9a-f]{4}",
        "(?P<name>x+)",
        "^k8s\\.",
        "(?i).*password.*",
        "x{3,}",
        "[^,]*,",
        "(?i)é",
        "(?i)größe|\\bstraße",
        "^[\\p{L}\\p{N}_.-]+$",
        "\\p{Greek}",
        "\\QA.B\\E",
        "(?U)a+",
        "\\101"
      })
  void usualExpressionsAreQuick(String regex) throws InvalidPatternException {
    assertThat(TextPattern.of(regex).isQuick()).as(regex).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\p{Greek}", "(?i)é", "\\QA.B\\E", "(?U)a+"})
  void rareExpressionsStillWork(String regex) throws InvalidPatternException {
    TextPattern pattern = TextPattern.of(regex);
    assertThat(find(pattern, "xαÉA.Baa")).as(regex).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "a**", "[z-a]", "(?P<>a)", "\\8", "x{1001}", "(?<=a)b", "a++b"})
  void whatIsNoExpressionSaysWhy(String regex) {
    assertThatThrownBy(() -> TextPattern.of(regex))
        .isInstanceOf(InvalidPatternException.class)
        .hasMessageContaining("is no regular expression");
  }

  @Test
  void wordsHaveAllCasesOfTheirLettersWhereCaseIsIgnored() throws InvalidPatternException {
    assertThat(find(TextPattern.of("(?i)^\\w\\w$"), "\u212a\u017f")).isTrue();
    assertThat(find(TextPattern.of("(?i)\\W"), "\u212a\u017f")).isFalse();
    assertThat(find(TextPattern.of("\\w"), "\u212a\u017f")).isFalse();
  }

  @Test
  void invalidUtf8IsReadAsReplacementCharacters() throws InvalidPatternException {
    byte[] text = {'a', (byte) 0xff, 'b'};
    assertThat(TextPattern.of("^a.b$").find(text, 0, 3)).isTrue();
    assertThat(TextPattern.of("a\\x{fffd}b").find(text, 0, 3)).isTrue();
  }

  /** The states it would have all at once are two to the power of 24. */
  @Test
  void manyStatesAreForgottenAndMadeAnew() throws InvalidPatternException {
    TextPattern pattern = TextPattern.of("[ab]*a[ab]{24}c");
    Random random = new Random(7);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append(random.nextBoolean() ? 'a' : 'b');
    }
    assertThat(pattern.isQuick()).isTrue();
    assertThat(find(pattern, text.toString())).isFalse();
    assertThat(find(pattern, text + "a" + "b".repeat(24) + "c")).isTrue();
  }

  @Test
  void replacementsFollowGo() throws InvalidPatternException {
    assertThat(replace("a*", "baac", "x")).isEqualTo("xbxcx");
    assertThat(replace("", "ab", "-")).isEqualTo("-a-b-");
    assertThat(replace("(\\w+) (\\w+)", "hello world", "$2 $1")).isEqualTo("world hello");
    assertThat(replace("(a)(b)?", "ac", "[$1|$2|$3]")).isEqualTo("[a||]c");
    assertThat(replace("(a)", "a", "${1}x$1x$$1")).isEqualTo("ax$1");
    assertThat(replace("(?P<n>a)", "a", "$n-${n}!")).isEqualTo("a-a!");
    assertThat(replace("a", "a", "$ ${ ${} $-")).isEqualTo("$ ${ ${} $-");
  }

  private static String replace(String regex, String text, String template)
      throws InvalidPatternException {
    TextPattern pattern = TextPattern.of(regex);
    Template replacement = new Template(template, pattern);
    return Replacement.all(pattern, text, replacement::append);
  }

  /** A number has no needless zero: then it is a name. */
  @Test
  void namesOfReplacementsAreReadAsInGo() throws InvalidPatternException {
    assertThat(replace("(a)", "a", "[$01|${01}|$1]")).isEqualTo("[||a]");
    assertThat(replace("(?P<01>a)(b)", "ab", "$01-$02-$2")).isEqualTo("a--b");
    assertThat(replace("(?P<12345678901>a)", "a", "[$12345678901]")).isEqualTo("[a]");
    assertThat(replace("(a)", "a", "[$1😀|$1\ud835\udcb3]")).isEqualTo("[a😀|]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "$1", "$1é$n-$01", "$9", "$$ $0"})
  void aTemplateIsTheSameAsTextAndAsBytes(String template) throws InvalidPatternException {
    TextPattern pattern = TextPattern.of("(ß)(?P<n>😀)?");
    Template replacement = new Template(template, pattern);
    Captures match = pattern.captures("aß😀ß");
    while (match.next()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      replacement.append(match, bytes);
      assertThat(replacement.expand(match)).isEqualTo(bytes.toString(StandardCharsets.UTF_8));
    }
  }

  @Test
  void aRepetitionBehindFlagsIsOfWhatStandsBeforeThem() throws InvalidPatternException {
    assertThat(replace("^a(?i)*B", "aaab", "-")).isEqualTo("-");
    assertThat(replace("xa(?s){2}", "xaaa", "-")).isEqualTo("-a");
    assertThat(replace("a{01}", "a a{01}", "-")).isEqualTo("a -");
  }

  /** One that is too large for the automata. */
  @Test
  void eachByteOfACutCharacterIsAReplacementCharacter() throws InvalidPatternException {
    TextPattern pattern = TextPattern.of("^(?:..|[^é]{1000})$");
    byte[] cut = {(byte) 0xe2, (byte) 0x82};
    assertThat(pattern.isQuick()).isFalse();
    assertThat(pattern.find(cut, 0, 2)).isTrue();
    assertThat(pattern.matches(cut).next()).isTrue();
  }

  @Test
  void globsMatchWholeTexts() throws InvalidPatternException {
    assertThat(glob("/user/*/list/*", "/user/1/list/a/b")).isTrue();
    assertThat(glob("/user/*/list/*", "x/user/1/list/a")).isFalse();
    assertThat(glob("a?c", "aéc")).isTrue();
    assertThat(glob("[a-c]x", "bx")).isTrue();
    assertThat(glob("[!a-c]x", "bx")).isFalse();
    assertThat(glob("{foo,ba*}.txt", "bar.txt")).isTrue();
    assertThat(glob("a\\*b", "a*b")).isTrue();
    assertThat(glob("a\\*b", "axb")).isFalse();
    assertThat(glob("a.b", "axb")).isFalse();
    assertThat(glob("*", "line\nline")).isTrue();
    assertThatThrownBy(() -> Glob.of("[a")).hasMessageContaining("without its ]");
    assertThatThrownBy(() -> Glob.of("{a")).hasMessageContaining("without its }");
    assertThatThrownBy(() -> Glob.of("a\\")).hasMessageContaining("ends with a backslash");
  }

  private static boolean glob(String glob, String text) throws InvalidPatternException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return Glob.of(glob).matches(utf8, 0, utf8.length);
  }
}
