package io.beltline.components.timelayout;

import static java.util.Map.entry;

import io.beltline.components.timelayout.Part.Directive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads Go's layouts, which show how the second of January 2006, 15:04:05 -0700, would be written.
 *
 * @see <a href="https://pkg.go.dev/time#pkg-constants">time layouts</a>
 */
final class GoLayout {
  /** Longer ones first where one begins like another. */
  private static final List<Map.Entry<String, Directive>> WORDS =
      List.of(
          entry("January", Directive.MONTH_NAME),
          entry("Jan", Directive.SHORT_MONTH_NAME),
          entry("Monday", Directive.WEEKDAY),
          entry("Mon", Directive.SHORT_WEEKDAY),
          entry("MST", Directive.ZONE_NAME),
          entry("002", Directive.DAY_OF_YEAR),
          entry("01", Directive.PADDED_MONTH),
          entry("02", Directive.PADDED_DAY),
          entry("03", Directive.PADDED_HOUR_12),
          entry("04", Directive.PADDED_MINUTE),
          entry("05", Directive.PADDED_SECOND),
          entry("06", Directive.SHORT_YEAR),
          entry("15", Directive.HOUR),
          entry("1", Directive.MONTH),
          entry("2006", Directive.YEAR),
          entry("2", Directive.DAY),
          entry("_2006", Directive.YEAR),
          entry("_2", Directive.SPACED_DAY),
          entry("3", Directive.HOUR_12),
          entry("4", Directive.MINUTE),
          entry("5", Directive.SECOND),
          entry("PM", Directive.HALF),
          entry("pm", Directive.HALF),
          entry("-07:00:00", Directive.OFFSET_COLON_SECONDS),
          entry("-070000", Directive.OFFSET_SECONDS),
          entry("-07:00", Directive.OFFSET_COLON),
          entry("-0700", Directive.OFFSET),
          entry("-07", Directive.OFFSET_HOURS),
          entry("Z07:00:00", Directive.Z_OFFSET_COLON_SECONDS),
          entry("Z070000", Directive.Z_OFFSET_SECONDS),
          entry("Z07:00", Directive.Z_OFFSET_COLON),
          entry("Z0700", Directive.Z_OFFSET),
          entry("Z07", Directive.Z_OFFSET_HOURS));

  private GoLayout() {}

  static List<Part> parts(String layout) throws InvalidTimeException {
    List<Part> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    int at = 0;
    while (at < layout.length()) {
      int fraction = fraction(layout, at);
      Map.Entry<String, Directive> word = fraction > 0 ? null : word(layout, at);
      if (word == null && fraction == 0) {
        literal.append(layout.charAt(at++));
        continue;
      }
      if (!literal.isEmpty()) {
        parts.add(Part.literal(literal.toString()));
        literal.setLength(0);
      }
      if (word != null) {
        boolean space = word.getKey().equals("_2006");
        if (space) {
          parts.add(Part.literal("_"));
        }
        parts.add(new Part(word.getValue(), ""));
        at += word.getKey().length();
      } else {
        boolean fixed = layout.charAt(at + 1) == '0';
        parts.add(
            new Part(
                fixed ? Directive.FIXED_FRACTION : Directive.FRACTION,
                layout.substring(at, at + fraction)));
        at += fraction;
      }
    }
    if (!literal.isEmpty()) {
      parts.add(Part.literal(literal.toString()));
    }
    if (parts.stream().allMatch(part -> part.is(Directive.LITERAL))) {
      throw new InvalidTimeException(
          "\""
              + layout
              + "\" is no layout of Go (expected: one such as 2006-01-02T15:04:05Z07:00)");
    }
    return List.copyOf(parts);
  }

  private static Map.@org.jspecify.annotations.Nullable Entry<String, Directive> word(
      String layout, int at) {
    for (Map.Entry<String, Directive> word : WORDS) {
      if (layout.startsWith(word.getKey(), at)) {
        boolean month = word.getValue() == Directive.SHORT_MONTH_NAME;
        int end = at + word.getKey().length();
        boolean longer = end < layout.length() && Character.isLowerCase(layout.charAt(end));
        if (!longer || !(month || word.getValue() == Directive.SHORT_WEEKDAY)) {
          return word;
        }
      }
    }
    return null;
  }

  /** How long a fraction such as {@code .000} or {@code ,999} is; 0 if there is none. */
  private static int fraction(String layout, int at) {
    char sign = layout.charAt(at);
    if ((sign != '.' && sign != ',') || at + 1 == layout.length()) {
      return 0;
    }
    char digit = layout.charAt(at + 1);
    if (digit != '0' && digit != '9') {
      return 0;
    }
    int end = at + 1;
    while (end < layout.length() && layout.charAt(end) == digit) {
      end++;
    }
    boolean number = end < layout.length() && Character.isDigit(layout.charAt(end));
    return number ? 0 : end - at;
  }
}
