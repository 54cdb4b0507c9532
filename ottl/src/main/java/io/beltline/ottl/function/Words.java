package io.beltline.ottl.function;

import java.util.function.IntUnaryOperator;

/**
 * Changes the case of names.
 *
 * <p>Source: what github.com/iancoleman/strcase does, which the Go collector uses: only ASCII is
 * looked at, runs of capitals are words, and digits are words of their own in snake case.
 */
final class Words {
  private Words() {}

  private static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isGap(char c) {
    return c == '_' || c == ' ' || c == '-' || c == '.';
  }

  /** {@code my_metric_name} of {@code MyMetricName}. */
  static String snake(String text) {
    String s = text.strip();
    StringBuilder out = new StringBuilder(s.length() + 8);
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      char next = i + 1 < s.length() ? s.charAt(i + 1) : 0;
      boolean acronymEnds = isUpper(c) && isLower(next) && i > 0 && isUpper(s.charAt(i - 1));
      if (acronymEnds) {
        out.append('_');
      }
      out.append(isGap(c) ? '_' : isUpper(c) ? (char) (c + 'a' - 'A') : c);
      if (endsWord(c, next)) {
        out.append('_');
      }
    }
    return out.toString();
  }

  private static boolean endsWord(char c, char next) {
    if (isLower(c)) {
      return isUpper(next) || isDigit(next);
    }
    if (isDigit(c)) {
      return isUpper(next) || isLower(next);
    }
    return isUpper(c) && isDigit(next);
  }

  /** {@code MyMetricName} of {@code my_metric_name}. */
  static String camel(String text) {
    String s = text.strip();
    StringBuilder out = new StringBuilder(s.length());
    boolean capital = true;
    boolean afterCapital = false;
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      char written = c;
      if (capital && isLower(c)) {
        written = (char) (c - 'a' + 'A');
      } else if (!capital && afterCapital && isUpper(c)) {
        written = (char) (c - 'A' + 'a');
      }
      afterCapital = isUpper(c);
      if (isUpper(written) || isLower(written)) {
        out.append(written);
        capital = false;
      } else if (isDigit(written)) {
        out.append(written);
        capital = true;
      } else {
        capital = isGap(written);
      }
    }
    return out.toString();
  }

  /** Character by character, as Go does: a character becomes one. */
  static String lower(String text) {
    return mapped(text, Character::toLowerCase);
  }

  /** The same in capitals. */
  static String upper(String text) {
    return mapped(text, Character::toUpperCase);
  }

  private static String mapped(String text, IntUnaryOperator change) {
    int[] mapped = text.codePoints().map(change).toArray();
    return new String(mapped, 0, mapped.length);
  }
}
