package io.beltline.exporter.elasticsearch;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
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
      String pattern = pattern(letter);
      if (pattern.isEmpty()) {
        throw new IllegalArgumentException(
            "\"%"
                + letter
                + "\" is no part of a date (expected: %Y, %m, %d, %H and others of"
                + " strftime)");
      }
      builder.appendPattern(pattern);
    }
    return new IndexDate(separator, builder.toFormatter(Locale.ROOT));
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
      case 'G' -> "YYYY";
      case 'V' -> "ww";
      case 'u' -> "e";
      case 'F' -> "uuuu-MM-dd";
      case '%' -> "'%'";
      default -> "";
    };
  }
}
