package io.beltline.exporter.elasticsearch;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;

/**
 * The date that an index of Logstash's form has behind its name.
 *
 * @param separator what stands in front of the date
 * @param format the date, or null if names have none
 */
record IndexDate(String separator, @org.jspecify.annotations.Nullable DateTimeFormatter format) {
  static final IndexDate NONE = new IndexDate("", null);

  boolean isOn() {
    return format != null;
  }

  String append(String index, LocalDateTime time) {
    return format == null ? index : index + separator + format.format(time);
  }

  /**
   * A date by a strftime pattern.
   *
   * @throws IllegalArgumentException with words for users
   */
  static IndexDate of(String separator, String strftime) {
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder();
    int i = 0;
    while (i < strftime.length()) {
      char c = strftime.charAt(i);
      if (c != '%') {
        builder.appendLiteral(c);
        i++;
        continue;
      }
      char letter = i + 1 < strftime.length() ? strftime.charAt(i + 1) : ' ';
      i += 2;
      if (!append(builder, letter)) {
        throw new IllegalArgumentException(
            "\"%"
                + letter
                + "\" is no part of a date (expected: %Y, %m, %d, %H and others of"
                + " strftime)");
      }
    }
    return new IndexDate(separator, builder.toFormatter(Locale.ROOT));
  }

  /** Weeks are those of ISO 8601 in strftime, whatever a locale counts. */
  private static boolean append(DateTimeFormatterBuilder builder, char letter) {
    switch (letter) {
      case 'G' -> builder.appendValue(IsoFields.WEEK_BASED_YEAR, 4);
      case 'V' -> builder.appendValue(IsoFields.WEEK_OF_WEEK_BASED_YEAR, 2);
      case 'u' -> builder.appendValue(ChronoField.DAY_OF_WEEK);
      default -> {
        builder.appendPattern(pattern(letter));
        return !pattern(letter).isEmpty();
      }
    }
    return true;
  }

  private static String pattern(char letter) {
    return switch (letter) {
      case 'Y' -> "uuuu";
      case 'y' -> "uu";
      case 'm' -> "MM";
      case 'd' -> "dd";
      case 'e' -> "d";
      case 'j' -> "DDD";
      case 'H' -> "HH";
      case 'M' -> "mm";
      case 'S' -> "ss";
      case 'F' -> "uuuu-MM-dd";
      case '%' -> "'%'";
      default -> "";
    };
  }
}
