package io.beltline.components.prometheus;

import java.util.Arrays;

/**
 * What becomes of the characters a scraper does not take in names.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/escaping_schemes/">the schemes</a>
 */
public enum EscapingScheme {
  /** Names stay as they are, in quotes. */
  ALLOW_UTF_8("allow-utf-8"),
  /** Each bad character becomes an underscore. */
  UNDERSCORES("underscores"),
  /** Points and underscores can be told from each other, other characters cannot. */
  DOTS("dots"),
  /** Each bad character becomes its number, so that the name can be made from it again. */
  VALUES("values");

  private final String word;

  EscapingScheme(String word) {
    this.word = word;
  }

  /** The scheme of a word; underscores for all others. */
  public static EscapingScheme of(String word) {
    return Arrays.stream(values())
        .filter(scheme -> scheme.word.equals(word))
        .findFirst()
        .orElse(UNDERSCORES);
  }

  /** The word scrapers and answers have for it. */
  public String word() {
    return word;
  }

  /** The name of a metric for this scheme; one that is good already stays. */
  public String metric(String name) {
    return this == ALLOW_UTF_8 || Names.isClassicMetric(name) ? name : escaped(name, true);
  }

  /** The name of a label for this scheme; one that is good already stays. */
  public String label(String name) {
    return this == ALLOW_UTF_8 || Names.isClassicLabel(name) ? name : escaped(name, false);
  }

  private String escaped(String name, boolean colons) {
    StringBuilder out = new StringBuilder(name.length() + 8).append(this == VALUES ? "U__" : "");
    name.codePoints().forEach(c -> add(out, c, colons, this == VALUES || !out.isEmpty()));
    return out.isEmpty() ? "_" : out.toString();
  }

  private void add(StringBuilder out, int c, boolean colons, boolean inside) {
    boolean letter = c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    boolean good = letter || (c == ':' && colons) || (c >= '0' && c <= '9' && inside);
    if (c == '_' && this != UNDERSCORES) {
      out.append("__");
    } else if (good) {
      out.append((char) c);
    } else if (this == VALUES) {
      boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
      out.append('_').append(half ? "FFFD" : Integer.toHexString(c)).append('_');
    } else if (this == DOTS) {
      out.append(c == '.' ? "_dot_" : "__");
    } else {
      out.append('_');
    }
  }
}
