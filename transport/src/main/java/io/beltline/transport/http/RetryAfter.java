package io.beltline.transport.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The Retry-After header (RFC 9110, section 10.2.3): seconds or a date; at most a day. */
final class RetryAfter {
  private static final Duration LONGEST = Duration.ofDays(1);

  private RetryAfter() {}

  static @Nullable Duration parse(String value, long unixNanos) {
    String text = value.strip();
    if (text.isEmpty()) {
      return null;
    }
    if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return text.length() > 9 ? LONGEST : capped(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(Instant.ofEpochSecond(0, unixNanos), date);
      return wait.isNegative() ? Duration.ZERO : capped(wait);
    } catch (DateTimeException notDate) {
      return null;
    }
  }

  /** The header of a time to wait: whole seconds, rounded up, for a sender must not come early. */
  static String seconds(Duration wait) {
    return Long.toString(Math.max(0, wait.plusNanos(999_999_999).toSeconds()));
  }

  private static Duration capped(Duration wait) {
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
