package io.beltline.ottl.function;

import io.beltline.ottl.EvaluationException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads one time. Spaces of the layout stand for any number of spaces, and seconds take a fraction
 * even where the layout has none, as in Go.
 */
final class TimeReader {
  private final TimeLayout layout;
  private final TimeNames names;
  private final String text;
  private final ZoneId location;
  private int at;

  private int year = Integer.MIN_VALUE;
  private int month = 1;
  private int day = 1;
  private int hour;
  private int minute;
  private int second;
  private int nano;
  private int half;
  private @Nullable ZoneOffset offset;
  private @Nullable ZoneId zone;

  TimeReader(TimeLayout layout, TimeNames names, String text, ZoneId location) {
    this.layout = layout;
    this.names = names;
    this.text = text;
    this.location = location;
  }

  /** The time; what has no year is of this one or, if that were far ahead, of the last. */
  ZonedDateTime read(LongSupplier now) {
    for (TimeLayout.Part part : layout.parts()) {
      if (part.directive() == 0) {
        literal(part.text());
      } else {
        directive(part.directive());
      }
    }
    if (at < text.length()) {
      throw TimeLayout.mismatch(text, at, "the end");
    }
    if (half == 1 && hour == 12) {
      hour = 0;
    } else if (half == 2 && hour < 12) {
      hour += 12;
    }
    ZoneId there = offset != null ? offset : zone != null ? zone : location;
    try {
      return date(there, now).atTime(time()).atZone(there);
    } catch (DateTimeException wrong) {
      throw new EvaluationException("\"" + text + "\" is no time: " + wrong.getMessage());
    }
  }

  private LocalTime time() {
    return LocalTime.of(hour, minute, second, nano);
  }

  private LocalDate date(ZoneId there, LongSupplier now) {
    if (year != Integer.MIN_VALUE) {
      return LocalDate.of(year, month, day);
    }
    Instant moment = Instant.ofEpochSecond(0, now.getAsLong());
    LocalDate today = LocalDate.ofInstant(moment, there);
    if (!layout.hasAny("moqhbBdegaA")) {
      return today;
    }
    // the year begins earlier where a clock is ahead or the location is not that of the sender
    boolean turns = today.getMonth() == Month.DECEMBER && layout.hasAny("moqhbB");
    int last = today.getYear() - 1;
    for (int its = turns ? last + 2 : last + 1; its >= last; its--) {
      Instant latest = moment.plus(its == last + 2 ? 1 : 7, ChronoUnit.DAYS);
      if (isIn(its) && !instant(its, there).isAfter(latest)) {
        return LocalDate.of(its, month, day);
      }
    }
    return LocalDate.of(last, month, day); // there is none: says so
  }

  /** Whether a year has the day; one that no year has is in all. */
  private boolean isIn(int ofYear) {
    return month != 2 || day != 29 || Year.isLeap(ofYear);
  }

  private Instant instant(int ofYear, ZoneId there) {
    return LocalDate.of(ofYear, month, day).atTime(time()).atZone(there).toInstant();
  }

  private void literal(String wanted) {
    for (int i = 0; i < wanted.length(); i++) {
      char c = wanted.charAt(i);
      if (c == ' ') {
        if (at < text.length() && text.charAt(at) != ' ') {
          throw TimeLayout.mismatch(text, at, "a space");
        }
        while (i + 1 < wanted.length() && wanted.charAt(i + 1) == ' ') {
          i++;
        }
        spaces();
      } else if (at < text.length() && text.charAt(at) == c) {
        at++;
      } else {
        throw TimeLayout.mismatch(text, at, String.valueOf(c));
      }
    }
  }

  private void spaces() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private void directive(char directive) {
    switch (directive) {
      case 'Y' -> year = digits(4, 4);
      case 'y' -> shortYear();
      case 'D' -> {
        if (isDigit(at + 2)) {
          year = digits(4, 4);
        } else {
          shortYear();
        }
      }
      case 'm' -> month = digits(1, 2);
      case 'o' -> {
        spaces();
        month = digits(1, 2);
      }
      case 'q' -> month = digits(1, 2);
      case 'b', 'h', 'B' -> month = named(names.month(text, at), "a month");
      case 'a', 'A' -> named(names.day(text, at), "a day of the week");
      case 'd' -> day = digits(1, 2);
      case 'e' -> {
        spaces();
        day = digits(1, 2);
      }
      case 'g' -> day = digits(1, 2);
      case 'H', 'l' -> hour = digits(1, 2);
      case 'I' -> hour = digits(1, 2);
      case 'p', 'P' -> half = named(names.half(text, at), "AM or PM");
      case 'M' -> minute = digits(1, 2);
      case 'S' -> seconds();
      case 'L', 'f', 's' -> fraction();
      case 'Z' -> zone();
      default -> offset(directive);
    }
  }

  private void shortYear() {
    int two = digits(2, 2);
    year = two >= 69 ? 1900 + two : 2000 + two;
  }

  private int digits(int least, int most) {
    int start = at;
    int value = 0;
    while (at < text.length() && at - start < most && isDigit(at)) {
      value = value * 10 + text.charAt(at++) - '0';
    }
    if (at - start < least) {
      throw TimeLayout.mismatch(text, at, least == 1 ? "a digit" : least + " digits");
    }
    return value;
  }

  private boolean isDigit(int i) {
    return i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9';
  }

  private int named(TimeNames.@Nullable Found found, String expected) {
    if (found == null) {
      throw TimeLayout.mismatch(text, at, expected);
    }
    at = found.end();
    return found.number();
  }

  private void seconds() {
    second = digits(1, 2);
    boolean point = at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == ',');
    if (point && isDigit(at + 1) && !layout.hasAny("Lfs")) {
      at++;
      fraction();
    }
  }

  private void fraction() {
    int start = at;
    int value = 0;
    int count = 0;
    while (isDigit(at)) {
      if (count < 9) {
        value = value * 10 + text.charAt(at) - '0';
        count++;
      }
      at++;
    }
    if (at == start) {
      throw TimeLayout.mismatch(text, at, "digits");
    }
    for (; count < 9; count++) {
      value *= 10;
    }
    nano = value;
  }

  private void zone() {
    int start = at;
    while (at < text.length()
        && at - start < 5
        && text.charAt(at) >= 'A'
        && text.charAt(at) <= 'Z') {
      at++;
    }
    String abbreviation = text.substring(start, at);
    ZoneId found = at == start ? null : TimeZones.abbreviated(abbreviation, location);
    if (found == null) {
      throw TimeLayout.mismatch(text, start, "an abbreviation of a time zone that is known");
    }
    zone = found;
  }

  private void offset(char form) {
    if (at < text.length() && text.charAt(at) == 'Z' && form != 'i') {
      at++;
      offset = ZoneOffset.UTC;
      return;
    }
    if (at >= text.length() || (text.charAt(at) != '+' && text.charAt(at) != '-')) {
      throw TimeLayout.mismatch(text, at, "an offset such as +0100");
    }
    int sign = text.charAt(at++) == '-' ? -1 : 1;
    boolean colon = form == 'j' || form == 'k';
    int seconds = digits(2, 2) * 3600;
    if (form == 'z') {
      seconds += 60 * minutes();
    } else if (form != 'i') {
      seconds += 60 * next(colon);
    }
    if (form == 'w' || form == 'k') {
      seconds += next(colon);
    }
    if (seconds > 18 * 3600) {
      throw TimeLayout.mismatch(text, at, "an offset up to 18 hours");
    }
    offset = ZoneOffset.ofTotalSeconds(sign * seconds);
  }

  /** Those of an offset if it has any, with a colon or without. */
  private int minutes() {
    if (at < text.length() && text.charAt(at) == ':' && isDigit(at + 1)) {
      at++;
    }
    return isDigit(at) ? digits(2, 2) : 0;
  }

  private int next(boolean colon) {
    if (colon) {
      literal(":");
    }
    return digits(2, 2);
  }
}
