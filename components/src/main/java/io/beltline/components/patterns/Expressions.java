package io.beltline.components.patterns;

import io.beltline.ottl.pattern.InvalidPatternException;
import io.beltline.ottl.pattern.PatternSet;
import io.beltline.ottl.pattern.TextPattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Regular expressions that cost no more than their text is long. */
public final class Expressions {
  /** RE2's limit of what counted repetitions in one another come to. */
  private static final int MAX_REPEAT = 1000;

  private Expressions() {}

  /** What is wrong with an expression, or null. */
  public static @Nullable String problem(String expression) {
    if (repeats(expression) > MAX_REPEAT) {
      return "\""
          + expression
          + "\" repeats more than "
          + MAX_REPEAT
          + " times (expected: smaller numbers in {})";
    }
    try {
      TextPattern.of(expression);
      return null;
    } catch (InvalidPatternException wrong) {
      return String.valueOf(wrong.getMessage());
    }
  }

  /** Compiles what has no problem. */
  public static PatternSet compile(List<String> expressions) {
    return new PatternSet(expressions.stream().map(Expressions::compile).toList());
  }

  private static TextPattern compile(String expression) {
    try {
      return TextPattern.of(expression);
    } catch (InvalidPatternException wrong) {
      throw new IllegalArgumentException(wrong.getMessage(), wrong);
    }
  }

  /**
   * How often an expression can repeat its innermost part: the product of the counts around it. An
   * automaton grows with it, whatever the text.
   */
  public static long repeats(String expression) {
    return new Counts(expression).group();
  }

  /** Reads an expression for its counts only. */
  private static final class Counts {
    private final String text;
    private int at;

    Counts(String text) {
      this.text = text;
    }

    /** The largest product in a group, up to its closing parenthesis. */
    long group() {
      long largest = 1;
      long last = 1;
      while (at < text.length()) {
        char c = text.charAt(at++);
        switch (c) {
          case '\\' -> {
            at++;
            last = 1;
          }
          case '[' -> {
            skipClass();
            last = 1;
          }
          case '(' -> last = group();
          case ')' -> {
            return Math.max(largest, last);
          }
          case '{' -> last = Math.min(Long.MAX_VALUE / (MAX_REPEAT * 10), last * count());
          case '*', '+', '?' -> {} // costs no copies
          default -> last = 1;
        }
        largest = Math.max(largest, last);
      }
      return largest;
    }

    private void skipClass() {
      if (at < text.length() && text.charAt(at) == '^') {
        at++;
      }
      if (at < text.length() && text.charAt(at) == ']') {
        at++;
      }
      while (at < text.length() && text.charAt(at) != ']') {
        at += text.charAt(at) == '\\' ? 2 : 1;
      }
      at++;
    }

    /** The larger number in braces; 1 if these are no counts. */
    private long count() {
      int end = text.indexOf('}', at);
      if (end < 0) {
        return 1;
      }
      String inside = text.substring(at, end);
      if (!inside.matches("\\d{1,9}(,\\d{0,9})?")) {
        return 1;
      }
      at = end + 1;
      long most = 1;
      for (String number : inside.split(",", -1)) {
        most = Math.max(most, number.isEmpty() ? 1 : Long.parseLong(number));
      }
      return most;
    }
  }
}
