package io.beltline.components.timelayout;

import io.beltline.components.timelayout.Part.Directive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads strptime's layouts, with the directives that the Collector documents. */
final class StrptimeLayout {
  private static final Map<Character, String> LONGER =
      Map.of(
          'D', "%m/%d/%Y",
          'x', "%m/%d/%Y",
          'F', "%Y-%m-%d",
          'T', "%H:%M:%S",
          'X', "%H:%M:%S",
          'r', "%I:%M:%S %p",
          'R', "%H:%M",
          'c', "%a %b %d %H:%M:%S %Y");

  private StrptimeLayout() {}

  static List<Part> parts(String layout) throws InvalidTimeException {
    List<Part> parts = new ArrayList<>();
    read(layout, parts);
    if (parts.stream().allMatch(part -> part.is(Directive.LITERAL))) {
      throw new InvalidTimeException(
          "\"" + layout + "\" is no strptime layout (expected: one such as %Y-%m-%d %H:%M:%S)");
    }
    return List.copyOf(parts);
  }

  private static void read(String layout, List<Part> parts) throws InvalidTimeException {
    StringBuilder literal = new StringBuilder();
    for (int at = 0; at < layout.length(); at++) {
      char c = layout.charAt(at);
      if (c != '%') {
        literal.append(c);
        continue;
      }
      if (++at == layout.length()) {
        throw new InvalidTimeException("% at the end of \"" + layout + "\" (expected: %%)");
      }
      char letter = layout.charAt(at);
      switch (letter) {
        case '%' -> literal.append('%');
        case 'n' -> literal.append('\n');
        case 't' -> literal.append('\t');
        case 'L', 'f', 's' -> fraction(layout, literal, parts);
        default -> {
          add(literal, parts);
          String longer = LONGER.get(letter);
          if (longer != null) {
            read(longer, parts);
          } else {
            parts.add(new Part(directive(letter, layout), ""));
          }
        }
      }
    }
    add(literal, parts);
  }

  private static void add(StringBuilder literal, List<Part> parts) {
    if (!literal.isEmpty()) {
      parts.add(Part.literal(literal.toString()));
      literal.setLength(0);
    }
  }

  private static void fraction(String layout, StringBuilder literal, List<Part> parts)
      throws InvalidTimeException {
    int last = literal.length() - 1;
    if (last < 0 || (literal.charAt(last) != '.' && literal.charAt(last) != ',')) {
      throw new InvalidTimeException(
          "\""
              + layout
              + "\" has a fraction of seconds that stands alone (expected: . or , before it)");
    }
    literal.setLength(last);
    add(literal, parts);
    parts.add(new Part(Directive.FRACTION, ""));
  }

  private static Directive directive(char letter, String layout) throws InvalidTimeException {
    return switch (letter) {
      case 'Y' -> Directive.YEAR;
      case 'y' -> Directive.SHORT_YEAR;
      case 'm' -> Directive.PADDED_MONTH;
      case 'o', 'q' -> Directive.MONTH;
      case 'b', 'h' -> Directive.SHORT_MONTH_NAME;
      case 'B' -> Directive.MONTH_NAME;
      case 'd' -> Directive.PADDED_DAY;
      case 'e' -> Directive.SPACED_DAY;
      case 'g' -> Directive.DAY;
      case 'a' -> Directive.SHORT_WEEKDAY;
      case 'A' -> Directive.WEEKDAY;
      case 'H' -> Directive.HOUR;
      case 'I' -> Directive.PADDED_HOUR_12;
      case 'l' -> Directive.HOUR_12;
      case 'p', 'P' -> Directive.HALF;
      case 'M' -> Directive.PADDED_MINUTE;
      case 'S' -> Directive.PADDED_SECOND;
      case 'Z' -> Directive.ZONE_NAME;
      case 'z' -> Directive.Z_OFFSET;
      case 'w' -> Directive.OFFSET_SECONDS;
      case 'i' -> Directive.OFFSET_HOURS;
      case 'j' -> Directive.OFFSET_COLON;
      case 'k' -> Directive.OFFSET_COLON_SECONDS;
      default ->
          throw new InvalidTimeException(
              "\"%"
                  + letter
                  + "\" in \""
                  + layout
                  + "\" is no directive (expected: %Y, %m, %d, ...)");
    };
  }
}
