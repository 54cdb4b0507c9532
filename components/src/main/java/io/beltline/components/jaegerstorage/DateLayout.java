package io.beltline.components.jaegerstorage;

import io.beltline.config.Validated.Problems;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A date as Go writes layouts, of the elements that names of indices have: {@code 2006}, {@code
 * 01}, {@code 02} and {@code 15}, with dots, hyphens and underscores between them.
 */
public final class DateLayout {
  private enum Element {
    YEAR("2006", 4),
    MONTH("01", 2),
    DAY("02", 2),
    HOUR("15", 2);

    private final String written;
    private final int digits;

    Element(String written, int digits) {
      this.written = written;
      this.digits = digits;
    }

    private int of(LocalDateTime time) {
      return switch (this) {
        case YEAR -> time.getYear();
        case MONTH -> time.getMonthValue();
        case DAY -> time.getDayOfMonth();
        case HOUR -> time.getHour();
      };
    }
  }

  /** Elements, and characters between them. */
  private final List<Object> parts;

  private DateLayout(List<Object> parts) {
    this.parts = parts;
  }

  /**
   * Reads a layout.
   *
   * @throws IllegalArgumentException if there is something else in it
   */
  public static DateLayout parse(String layout) {
    List<Object> parts = new ArrayList<>();
    for (int at = 0; at < layout.length(); ) {
      Element element = elementAt(layout, at);
      if (element != null) {
        parts.add(element);
        at += element.written.length();
      } else if (".-_".indexOf(layout.charAt(at)) >= 0) {
        parts.add(layout.charAt(at++));
      } else {
        throw new IllegalArgumentException("\"" + layout + "\" is no layout of a date");
      }
    }
    return new DateLayout(List.copyOf(parts));
  }

  private static @Nullable Element elementAt(String layout, int at) {
    for (Element element : Element.values()) {
      if (layout.startsWith(element.written, at)) {
        return element;
      }
    }
    return null;
  }

  /** The date of a time. */
  public String format(LocalDateTime time) {
    StringBuilder text = new StringBuilder();
    for (Object part : parts) {
      if (part instanceof Element element) {
        String number = Integer.toString(element.of(time));
        text.repeat('0', Math.max(0, element.digits - number.length())).append(number);
      } else {
        text.append(part);
      }
    }
    return text.toString();
  }

  static void check(Problems problems, String key, String layout) {
    try {
      parse(layout);
    } catch (IllegalArgumentException wrong) {
      problems.add(key, wrong.getMessage() + " (expected: such as 2006-01-02 or 2006-01-02-15)");
    }
  }
}
