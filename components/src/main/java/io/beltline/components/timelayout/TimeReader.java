package io.beltline.components.timelayout;

import java.util.List;

/** Reads one text by a layout. One thread. */
final class TimeReader {
  private static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");
  private static final List<String> WEEKDAYS =
      List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

  private final String text;
  private final String layout;
  private final TimeFields into;
  private int at;

  TimeReader(String text, String layout, TimeFields into) {
    this.text = text;
    this.layout = layout;
    this.into = into;
  }

  void read(Part[] parts) throws InvalidTimeException {
    for (Part part : parts) {
      read(part);
    }
    if (at != text.length()) {
      throw wrong("nothing behind it");
    }
  }

  private InvalidTimeException wrong(String expected) {
    return new InvalidTimeException(
        "\"%s\" is no time of the layout \"%s\" at character %d (expected: %s)"
            .formatted(text, layout, at + 1, expected));
  }

  private void read(Part part) throws InvalidTimeException {
    switch (part.directive()) {
      case LITERAL -> literal(part.literal());
      case YEAR -> into.year = number(4, 4);
      case SHORT_YEAR -> {
        int year = number(2, 2);
        into.year = year >= 69 ? 1900 + year : 2000 + year;
      }
      case MONTH -> {
        space();
        into.month = number(1, 2);
      }
      case PADDED_MONTH -> into.month = number(2, 2);
      case MONTH_NAME -> into.month = name(MONTHS, false) + 1;
      case SHORT_MONTH_NAME -> into.month = name(MONTHS, true) + 1;
      case DAY, SPACED_DAY -> {
        space();
        into.day = number(1, 2);
      }
      case PADDED_DAY -> into.day = number(2, 2);
      case DAY_OF_YEAR -> into.dayOfYear = number(3, 3);
      case WEEKDAY -> name(WEEKDAYS, false);
      case SHORT_WEEKDAY -> name(WEEKDAYS, true);
      case HOUR, HOUR_12 -> into.hour = number(1, 2);
      case PADDED_HOUR_12 -> into.hour = number(2, 2);
      case HALF -> half();
      case MINUTE -> into.minute = number(1, 2);
      case PADDED_MINUTE -> into.minute = number(2, 2);
      case SECOND -> into.second = number(1, 2);
      case PADDED_SECOND -> into.second = number(2, 2);
      case FRACTION -> fraction();
      case FIXED_FRACTION -> {
        int from = at;
        fraction();
        if (at - from != part.literal().length()) {
          at = from;
          throw wrong(part.literal().length() - 1 + " digits of a second");
        }
      }
      case ZONE_NAME -> zoneName();
      case OFFSET -> offset(false, false, false, true);
      case OFFSET_COLON -> offset(false, true, false, true);
      case OFFSET_HOURS -> offset(false, false, false, false);
      case OFFSET_SECONDS -> offset(false, false, true, true);
      case OFFSET_COLON_SECONDS -> offset(false, true, true, true);
      case Z_OFFSET -> offset(true, false, false, true);
      case Z_OFFSET_COLON -> offset(true, true, false, true);
      case Z_OFFSET_HOURS -> offset(true, false, false, false);
      case Z_OFFSET_SECONDS -> offset(true, false, true, true);
      case Z_OFFSET_COLON_SECONDS -> offset(true, true, true, true);
    }
  }

  /** Runs of spaces are equal, whatever their length, as Go reads them. */
  private void literal(String literal) throws InvalidTimeException {
    for (int i = 0; i < literal.length(); i++) {
      char c = literal.charAt(i);
      if (c == ' ') {
        while (i + 1 < literal.length() && literal.charAt(i + 1) == ' ') {
          i++;
        }
        if (at < text.length() && text.charAt(at) != ' ') {
          throw wrong("a space");
        }
        boolean more = true;
        while (more) {
          more = space();
        }
      } else if (at < text.length() && text.charAt(at) == c) {
        at++;
      } else {
        throw wrong("'" + c + "'");
      }
    }
  }

  private boolean space() {
    boolean space = at < text.length() && text.charAt(at) == ' ';
    at += space ? 1 : 0;
    return space;
  }

  private int number(int least, int most) throws InvalidTimeException {
    int from = at;
    int value = 0;
    while (at < text.length() && at - from < most && isDigit(at)) {
      value = 10 * value + text.charAt(at++) - '0';
    }
    if (at - from < least) {
      at = from;
      throw wrong(least == most ? least + " digits" : least + " to " + most + " digits");
    }
    return value;
  }

  private boolean isDigit(int index) {
    return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
  }

  private int name(List<String> names, boolean brief) throws InvalidTimeException {
    for (int i = 0; i < names.size(); i++) {
      String name = brief ? names.get(i).substring(0, 3) : names.get(i);
      if (text.regionMatches(true, at, name, 0, name.length())) {
        at += name.length();
        return i;
      }
    }
    throw wrong("a name such as " + (brief ? names.getFirst().substring(0, 3) : names.getFirst()));
  }

  private void half() throws InvalidTimeException {
    into.afternoon = text.regionMatches(true, at, "PM", 0, 2);
    into.forenoon = text.regionMatches(true, at, "AM", 0, 2);
    if (!into.afternoon && !into.forenoon) {
      throw wrong("AM or PM");
    }
    at += 2;
  }

  private void fraction() {
    boolean sign = at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == ',');
    if (!sign || !isDigit(at + 1)) {
      return;
    }
    at++;
    int nanos = 0;
    int digits = 0;
    for (; isDigit(at); at++, digits++) {
      nanos = digits < 9 ? 10 * nanos + text.charAt(at) - '0' : nanos;
    }
    for (; digits < 9; digits++) {
      nanos *= 10;
    }
    into.nanos = nanos;
  }

  private void zoneName() throws InvalidTimeException {
    int from = at;
    while (at < text.length() && Character.isUpperCase(text.charAt(at)) && at - from < 5) {
      at++;
    }
    if (at - from < 3) {
      at = from;
      throw wrong("the name of a time zone, such as UTC");
    }
    into.zoneName = text.substring(from, at);
    if (into.zoneName.equals("GMT") && at < text.length() && "+-".indexOf(text.charAt(at)) >= 0) {
      int sign = text.charAt(at++) == '-' ? -1 : 1;
      into.offsetSeconds = sign * 3600 * number(1, 2);
    }
  }

  private void offset(boolean zulu, boolean colons, boolean seconds, boolean minutes)
      throws InvalidTimeException {
    if (zulu && at < text.length() && text.charAt(at) == 'Z') {
      at++;
      into.offsetSeconds = 0;
      return;
    }
    if (at == text.length() || "+-".indexOf(text.charAt(at)) < 0) {
      throw wrong(zulu ? "Z, + or -" : "+ or -");
    }
    int sign = text.charAt(at++) == '-' ? -1 : 1;
    int sum = 3600 * number(2, 2);
    if (minutes) {
      colon(colons);
      sum += 60 * number(2, 2);
    }
    if (seconds) {
      colon(colons);
      sum += number(2, 2);
    }
    if (sum > 18 * 3600) {
      throw wrong("an offset of at most 18 hours");
    }
    into.offsetSeconds = sign * sum;
  }

  private void colon(boolean wanted) throws InvalidTimeException {
    if (wanted) {
      literal(":");
    }
  }
}
