package io.beltline.components.operators;

import io.beltline.ottl.pattern.InvalidPatternException;
import io.beltline.ottl.pattern.TextPattern;

/**
 * A regular expression as users write it, with RE2's meaning.
 *
 * @param pattern what it is compiled to
 */
public record RegexText(TextPattern pattern) {

  /**
   * Compiles a regular expression.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static RegexText parse(String text) {
    try {
      return new RegexText(TextPattern.of(text));
    } catch (InvalidPatternException wrong) {
      throw new IllegalArgumentException(wrong.getMessage(), wrong);
    }
  }

  @Override
  public String toString() {
    return pattern.text();
  }
}
