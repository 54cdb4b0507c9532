package io.beltline.ottl.function;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/** Time zones by offset and by abbreviation. Stateless. */
final class TimeZones {
  /** The abbreviations of RFC 822 and those the zone database has as names. */
  private static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry("UTC", "Z"),
          Map.entry("GMT", "Z"),
          Map.entry("EST", "-05:00"),
          Map.entry("EDT", "-04:00"),
          Map.entry("CST", "-06:00"),
          Map.entry("CDT", "-05:00"),
          Map.entry("MST", "-07:00"),
          Map.entry("MDT", "-06:00"),
          Map.entry("PST", "-08:00"),
          Map.entry("PDT", "-07:00"),
          Map.entry("HST", "-10:00"));

  private TimeZones() {}

  /** A zone of the database, or null. */
  static @Nullable ZoneId named(String name) {
    if (name.equals("Local")) {
      return ZoneId.systemDefault();
    }
    try {
      return name.isEmpty() || name.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(name);
    } catch (DateTimeException unknown) {
      return null;
    }
  }

  /** The zone an abbreviation means at a place, or null. */
  static @Nullable ZoneId abbreviated(String abbreviation, ZoneId location) {
    TimeZone there = TimeZone.getTimeZone(location);
    if (there.getDisplayName(false, TimeZone.SHORT, Locale.ENGLISH).equals(abbreviation)
        || there.getDisplayName(true, TimeZone.SHORT, Locale.ENGLISH).equals(abbreviation)) {
      return location;
    }
    String known = KNOWN.get(abbreviation);
    if (known != null) {
      return ZoneId.of(known);
    }
    return named(abbreviation);
  }

  /** How a zone is called at a time; where it has no name, its offset. */
  static String abbreviation(ZonedDateTime time) {
    if (time.getZone().equals(ZoneOffset.UTC)) {
      return "UTC";
    }
    if (time.getZone() instanceof ZoneOffset) {
      StringBuilder out = new StringBuilder();
      int seconds = time.getOffset().getTotalSeconds();
      offset(seconds, seconds % 3600 == 0 ? 'i' : 'z', out);
      return out.toString();
    }
    boolean summer = time.getZone().getRules().isDaylightSavings(time.toInstant());
    String name =
        TimeZone.getTimeZone(time.getZone()).getDisplayName(summer, TimeZone.SHORT, Locale.ENGLISH);
    return name.isEmpty() ? time.getZone().getDisplayName(TextStyle.SHORT, Locale.ENGLISH) : name;
  }

  /**
   * Writes an offset in one of its forms: i for hours, z and j with minutes, w and k with seconds.
   */
  static void offset(int seconds, char form, StringBuilder out) {
    if (form == 'z' && seconds == 0) {
      out.append('Z');
      return;
    }
    int size = Math.abs(seconds);
    boolean colon = form == 'j' || form == 'k';
    out.append(seconds < 0 ? '-' : '+');
    two(size / 3600, out);
    if (form != 'i') {
      out.append(colon ? ":" : "");
      two(size / 60 % 60, out);
    }
    if (form == 'w' || form == 'k') {
      out.append(colon ? ":" : "");
      two(size % 60, out);
    }
  }

  private static void two(int number, StringBuilder out) {
    out.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
