package io.beltline.ottl.pattern;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What expressions are made of, with texts that match it, and some that do not. */
final class Atoms {
  /** A part of an expression that takes no other to be one. */
  record Atom(String regex, List<String> samples) {}

  static final List<Atom> ALL =
      List.of(
          atom("a", "a", "A"),
          atom("b", "b"),
          atom("ab", "ab", "aB"),
          atom("é", "é", "É"),
          atom("σ", "σ", "ς", "Σ"),
          atom("k", "k", "K", "\u212a"),
          atom("s", "s", "S", "\u017f"),
          atom("😀", "😀", "😁"),
          atom(".", "a", "\n", "é", "😀"),
          atom("(?s:.)", "\n", "ж"),
          atom("\\d", "1", "x"),
          atom("\\D", "a", "é"),
          atom("\\w", "a", "_", "1", "é"),
          atom("\\W", " ", "é", "\u212a"),
          atom("\\s", " ", "\n", "\u000b"),
          atom("\\S", "a", "é", "\u000b"),
          atom("[a-c]", "a", "b", "c"),
          atom("[^a-c]", "d", "a", "é", "\n"),
          atom("[a-cé-ü]", "b", "ö"),
          atom("[^é]", "e", "é"),
          atom("[]a]", "]", "a"),
          atom("[^]a]", "]", "b"),
          atom("[a\\]-]", "-", "]"),
          atom("[\\w-]", "-", "a"),
          atom("[\\d-z]", "-", "z", "5"),
          atom("[+--]", "-", ","),
          atom("[[:alpha:]]", "a", "é"),
          atom("[[:^digit:]]", "a", "1"),
          atom("[[:space:][:punct:]]", "\u000b", "!"),
          atom("[\\D\\n]", "\n", "1"),
          atom("\\pL", "a", "é", "ж", "1"),
          atom("\\PL", "1", "é"),
          atom("\\p{Lu}", "A", "Ж", "a"),
          atom("\\p{^Lu}", "a", "A"),
          atom("\\p{Greek}", "σ", "s"),
          atom("[^\\p{Greek}a]", "b", "σ"),
          atom("[\\p{N}_]", "1", "_", "½"),
          atom("(?i:k)", "K", "\u212a"),
          atom("(?i:S)", "s", "\u017f"),
          atom("(?i:é)", "É", "é"),
          atom("(?i:[σж])", "ς", "Ж"),
          atom("(?i:[^k])", "k", "\u212a", "l"),
          atom("(?i:\\w)", "\u017f", "é"),
          atom("(?i:\\W)", "\u017f", "é"),
          atom("(?i:[[:^upper:]])", "s", "1"),
          atom("(?i:[\\x{e0}-\\x{f6}])", "À", "ö"),
          atom("(?i:\\p{Lu})", "a", "1"),
          atom("\\Qa.b\\E", "a.b", "axb"),
          atom("\\Q*\\E", "*"),
          atom("\\101", "A"),
          atom("\\0", "\0"),
          atom("\\x41", "A"),
          atom("\\x{e9}", "é"),
          atom("\\x{fffd}", "\ufffd"),
          atom("[\\x{7f}-\\x{800}]", "\u007f", "\u0080", "\u07ff", "\u0800", "\u0801"),
          atom("[\\x{fffc}-\\x{10002}]", "\ufffd", "\uffff", "\ud800\udc00", "\ud800\udc03"),
          atom("[\\x{d000}-\\x{e000}]", "\ud7ff", "\ue000", "\ue001"),
          atom("[^\\x00-\\x{7f}]", "a", "é", "\udbff\udfff"),
          atom("[^\\x00-\\x{10ffff}]", "a"),
          atom("{", "{"),
          atom("a{,2}", "a{,2}"),
          atom("a{01}", "a{01}", "a"),
          atom("\\.", "."),
          atom("\\_", "_"),
          atom("(a|b|ab)", "ab", "b"),
          atom("(a+?)(a*)", "aaa"),
          atom("((a)|b)", "a", "b"));

  /** All characters of the texts. */
  static final Set<Integer> CHARACTERS =
      ALL.stream()
          .flatMap(atom -> atom.samples().stream())
          .flatMap(sample -> sample.codePoints().boxed())
          .collect(Collectors.toUnmodifiableSet());

  private Atoms() {}

  private static Atom atom(String regex, String... samples) {
    return new Atom(regex, List.of(samples));
  }
}
