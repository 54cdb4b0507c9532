package io.beltline.ottl.function;

import io.beltline.ottl.EvaluationException;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A layout of times with directives such as {@code %Y}.
 *
 * <p>Source: pkg/ottl/ottlfuncs/README.md of open-telemetry/opentelemetry-collector-contrib,
 * "Time"; what it leaves open is done as Go's time package does it. Immutable; safe for all
 * threads.
 */
final class TimeLayout {
  /** Directives that stand for several. */
  private static final Map<Character, String> SHORT =
      Map.of(
          'x', "%m/%d/%Y",
          'F', "%Y-%m-%d",
          'T', "%H:%M:%S",
          'X', "%H:%M:%S",
          'r', "%I:%M:%S %P",
          'R', "%H:%M",
          'c', "%a %b %d %H:%M:%S %Y");

  private static final String SINGLE = "YymoqbhBdegaAHIlpPMSLfszZijkwnt%";

  /** A directive's letter, or 0 for text. */
  record Part(char directive, String text) {}

  private final List<Part> parts;

  private TimeLayout(List<Part> parts) {
    this.parts = parts;
  }

  /**
   * Reads a layout.
   *
   * @throws IllegalArgumentException if it has an unknown directive; says which
   */
  static TimeLayout of(String layout) {
    if (layout.isEmpty()) {
      throw new IllegalArgumentException("the format is empty (expected: %Y-%m-%d or another)");
    }
    List<Part> parts = new ArrayList<>();
    read(layout, parts);
    return new TimeLayout(List.copyOf(parts));
  }

  private static void read(String layout, List<Part> parts) {
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < layout.length()) {
      char c = layout.charAt(i++);
      if (c >= '0' && c <= '9') {
        throw new IllegalArgumentException(
            "the format has the digit " + c + " (expected: directives such as %Y)");
      }
      if (c != '%') {
        text.append(c);
        continue;
      }
      char directive = i < layout.length() ? layout.charAt(i++) : ' ';
      flush(text, parts);
      if (directive == 'D') {
        read("%m/%d/", parts);
        parts.add(
            new Part('D', "")); // its year, which is written in full and read in full or short
      } else if (SHORT.containsKey(directive)) {
        read(SHORT.getOrDefault(directive, ""), parts);
      } else if (SINGLE.indexOf(directive) >= 0) {
        parts.add(
            switch (directive) {
              case 'n' -> new Part((char) 0, "\n");
              case 't' -> new Part((char) 0, "\t");
              case '%' -> new Part((char) 0, "%");
              default -> new Part(directive, "");
            });
      } else {
        throw new IllegalArgumentException(
            "%" + directive + " is no directive of times (expected: %Y, %m, %d, %H, %M, %S, ...)");
      }
    }
    flush(text, parts);
  }

  private static void flush(StringBuilder text, List<Part> parts) {
    if (!text.isEmpty()) {
      parts.add(new Part((char) 0, text.toString()));
      text.setLength(0);
    }
  }

  List<Part> parts() {
    return parts;
  }

  /** Whether a directive of some letters occurs. */
  boolean hasAny(String letters) {
    return parts.stream().anyMatch(p -> p.directive() != 0 && letters.indexOf(p.directive()) >= 0);
  }

  /** Writes a time. */
  String format(ZonedDateTime time) {
    StringBuilder out = new StringBuilder();
    for (Part part : parts) {
      if (part.directive() == 0) {
        out.append(part.text());
      } else {
        append(time, part.directive(), out);
      }
    }
    return out.toString();
  }

  private static void append(ZonedDateTime t, char directive, StringBuilder out) {
    switch (directive) {
      case 'Y', 'D' -> padded(t.getYear(), 4, '0', out);
      case 'y' -> padded(Math.floorMod(t.getYear(), 100), 2, '0', out);
      case 'm' -> padded(t.getMonthValue(), 2, '0', out);
      case 'o' -> padded(t.getMonthValue(), 2, ' ', out);
      case 'q' -> out.append(t.getMonthValue());
      case 'b', 'h' ->
          out.append(t.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH), 0, 3);
      case 'B' -> out.append(t.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
      case 'd' -> padded(t.getDayOfMonth(), 2, '0', out);
      case 'e' -> padded(t.getDayOfMonth(), 2, ' ', out);
      case 'g' -> out.append(t.getDayOfMonth());
      case 'a' -> out.append(t.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH), 0, 3);
      case 'A' -> out.append(t.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
      case 'H' -> padded(t.getHour(), 2, '0', out);
      case 'I' -> padded((t.getHour() + 11) % 12 + 1, 2, '0', out);
      case 'l' -> out.append((t.getHour() + 11) % 12 + 1);
      case 'p' -> out.append(t.getHour() < 12 ? "AM" : "PM");
      case 'P' -> out.append(t.getHour() < 12 ? "am" : "pm");
      case 'M' -> padded(t.getMinute(), 2, '0', out);
      case 'S' -> padded(t.getSecond(), 2, '0', out);
      case 'L' -> padded(t.getNano() / 1_000_000, 3, '0', out);
      case 'f' -> padded(t.getNano() / 1_000, 6, '0', out);
      case 's' -> padded(t.getNano(), 9, '0', out);
      case 'Z' -> out.append(TimeZones.abbreviation(t));
      default -> TimeZones.offset(t.getOffset().getTotalSeconds(), directive, out);
    }
  }

  private static void padded(int number, int width, char pad, StringBuilder out) {
    String digits = Integer.toString(Math.abs(number));
    if (number < 0) {
      out.append('-');
    }
    for (int i = digits.length(); i < width; i++) {
      out.append(pad);
    }
    out.append(digits);
  }

  /** A text that does not follow a layout. */
  static EvaluationException mismatch(String text, int at, String expected) {
    return new EvaluationException(
        "\"" + text + "\" is no such time at " + (at + 1) + " (expected: " + expected + ")");
  }
}
