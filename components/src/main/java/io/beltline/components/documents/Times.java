package io.beltline.components.documents;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Points in time as documents have them. */
public final class Times {
  private static final int MILLI = 1_000_000;
  private static final int SECOND = 1_000_000_000;

  private Times() {}

  /**
   * Milliseconds since 1970 with the nanoseconds as their fraction, as a text: {@code
   * "1705314600000.000001"}, which a date with the format {@code epoch_millis} reads exactly.
   *
   * @param unixNanos the time, an unsigned number
   */
  public static void epochMillis(JsonBuffer out, long unixNanos) {
    out.separate();
    out.put('"').padded(Long.divideUnsigned(unixNanos, MILLI), 1).put('.');
    long fraction = Long.remainderUnsigned(unixNanos, MILLI);
    out.padded(fraction, fraction == 0 ? 1 : 6).put('"');
  }

  /** RFC 3339 in UTC with nine digits, as a text: {@code "2024-01-15T10:30:00.000000001Z"}. */
  public static void rfc3339(JsonBuffer out, long unixNanos) {
    LocalDateTime time = utc(unixNanos);
    out.separate();
    out.put('"').padded(time.getYear(), 4).put('-').padded(time.getMonthValue(), 2).put('-');
    out.padded(time.getDayOfMonth(), 2).put('T').padded(time.getHour(), 2).put(':');
    out.padded(time.getMinute(), 2).put(':').padded(time.getSecond(), 2).put('.');
    out.padded(time.getNano(), 9).put('Z').put('"');
  }

  /** The time in UTC. */
  public static LocalDateTime utc(long unixNanos) {
    long seconds = Long.divideUnsigned(unixNanos, SECOND);
    long nanos = Long.remainderUnsigned(unixNanos, SECOND);
    return LocalDateTime.ofInstant(Instant.ofEpochSecond(seconds, nanos), ZoneOffset.UTC);
  }
}
