package io.beltline.components.timelayout;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/** What has been read of a time. One thread. */
final class TimeFields {
  static final int UNKNOWN = Integer.MIN_VALUE;
  private static final long SECONDS_OF_DAY = 86_400;
  private static final long DAY_NANOS = 86_400_000_000_000L;

  int year = UNKNOWN;
  int month = UNKNOWN;
  int day = UNKNOWN;
  int dayOfYear = UNKNOWN;
  int hour;
  int minute;
  int second;
  int nanos;
  boolean afternoon;
  boolean forenoon;
  int offsetSeconds = UNKNOWN;
  @Nullable String zoneName;

  /**
   * The moment.
   *
   * @param location where it is meant if the text does not say
   * @param now for a text without a year
   */
  long unixNanos(ZoneId location, long now) throws InvalidTimeException {
    int hours = hour;
    if (afternoon && hours < 12) {
      hours += 12;
    } else if (forenoon && hours == 12) {
      hours = 0;
    }
    try {
      LocalTime time = LocalTime.of(hours, minute, second, nanos);
      if (year != UNKNOWN) {
        return moment(date(year), time, location);
      }
      return withoutYear(time, location, now);
    } catch (DateTimeException | ArithmeticException wrong) {
      throw new InvalidTimeException("is no time: " + wrong.getMessage());
    }
  }

  /** The moment of the latest year in which it does not lie too far ahead. */
  private long withoutYear(LocalTime time, ZoneId location, long now) {
    LocalDate today = today(location, now);
    int last = today.getYear() - 1;
    // the year begins earlier where a clock is ahead or the location is not that of the sender
    boolean turns =
        today.getMonth() == Month.DECEMBER && (month != UNKNOWN || dayOfYear != UNKNOWN);
    for (int at = turns ? last + 2 : last + 1; at >= last; at--) {
      long ahead = at == last + 2 ? DAY_NANOS : 7 * DAY_NANOS;
      if (isIn(at)) {
        long moment = moment(date(at), time, location);
        if (moment <= now + ahead) {
          return moment;
        }
      }
    }
    throw new DateTimeException("there was no such day for a year");
  }

  /** Today where the text was written. */
  private LocalDate today(ZoneId location, long now) {
    long second = Math.floorDiv(now, 1_000_000_000L);
    LocalDateTime utc = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    ZoneOffset offset = offset(utc.toLocalDate(), utc.toLocalTime(), location);
    return utc.plusSeconds(offset.getTotalSeconds()).toLocalDate();
  }

  /** Whether a year has the day; one that no year has is in all. */
  private boolean isIn(int ofYear) {
    boolean leap = dayOfYear == UNKNOWN ? month == 2 && day == 29 : dayOfYear == 366;
    return !leap || Year.isLeap(ofYear);
  }

  private LocalDate date(int ofYear) {
    if (dayOfYear != UNKNOWN) {
      return LocalDate.ofYearDay(ofYear, dayOfYear);
    }
    return LocalDate.of(ofYear, month == UNKNOWN ? 1 : month, day == UNKNOWN ? 1 : day);
  }

  private long moment(LocalDate date, LocalTime time, ZoneId location) {
    long local = SECONDS_OF_DAY * date.toEpochDay() + time.toSecondOfDay();
    long seconds = local - offset(date, time, location).getTotalSeconds();
    return Math.addExact(Math.multiplyExact(seconds, 1_000_000_000L), nanos);
  }

  private ZoneOffset offset(LocalDate date, LocalTime time, ZoneId location) {
    if (offsetSeconds != UNKNOWN) {
      return ZoneOffset.ofTotalSeconds(offsetSeconds);
    }
    return zoneName == null && location instanceof ZoneOffset always
        ? always
        : zone(LocalDateTime.of(date, time), location);
  }

  /** The offset of a name: the location's own names, then zones that are called so, then none. */
  private ZoneOffset zone(LocalDateTime local, ZoneId location) {
    String name = zoneName;
    if (name == null) {
      return location.getRules().getOffset(local);
    }
    if (name.equals("UTC") || name.equals("GMT")) {
      return ZoneOffset.UTC;
    }
    TimeZone zone = TimeZone.getTimeZone(location);
    boolean summer = name.equals(zone.getDisplayName(true, TimeZone.SHORT, Locale.ROOT));
    if (summer && zone.useDaylightTime()) {
      return ZoneOffset.ofTotalSeconds((zone.getRawOffset() + zone.getDSTSavings()) / 1000);
    }
    if (name.equals(zone.getDisplayName(false, TimeZone.SHORT, Locale.ROOT))) {
      return ZoneOffset.ofTotalSeconds(zone.getRawOffset() / 1000);
    }
    try {
      return ZoneId.of(name, ZoneId.SHORT_IDS).getRules().getOffset(local);
    } catch (DateTimeException unknown) {
      return location.getRules().getOffset(local);
    }
  }
}
