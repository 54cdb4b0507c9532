package io.beltline.receiver.zipkin;

import io.beltline.model.MalformedTelemetryException;

/** What spans of every form must fulfil. */
final class Checks {
  /** The last microsecond that nanoseconds can tell. */
  static final long LAST_MICRO = Long.MAX_VALUE / 1000;

  private Checks() {}

  /** An id from hexadecimal digits, of which missing ones are zeros in front. */
  static long id(String digits, int from, int to, String key) {
    long id = 0;
    for (int i = from; i < to; i++) {
      int digit = Character.digit(digits.charAt(i), 16);
      if (digit < 0 || digits.charAt(i) >= 0x80) {
        throw noId(digits, key, 16);
      }
      id = (id << 4) | digit;
    }
    return id;
  }

  /** A span id. */
  static long spanId(String digits, String key) {
    if (digits.length() > 16) {
      throw noId(digits, key, 16);
    }
    return id(digits, 0, digits.length(), key);
  }

  /** Refuses a span without ids. */
  static void ids(long traceIdHigh, long traceIdLow, long id) {
    if ((traceIdHigh | traceIdLow) == 0) {
      throw new MalformedTelemetryException(
          "traceId is missing or zero (expected: 16 or 32 hexadecimal digits)");
    }
    if (id == 0) {
      throw new MalformedTelemetryException(
          "id is missing or zero (expected: 16 hexadecimal digits)");
    }
  }

  /** A time or a duration in microseconds; what is negative is not known. */
  static long micros(long value, String key) {
    if (value > LAST_MICRO) {
      throw new MalformedTelemetryException(
          key + ": " + value + " is out of range (expected: microseconds)");
    }
    return Math.max(0, value);
  }

  static MalformedTelemetryException noId(String found, String key, int digits) {
    String shown = found.length() > 40 ? found.substring(0, 40) + "..." : found;
    return new MalformedTelemetryException(
        key + ": \"" + shown + "\" is no id (expected: " + digits + " hexadecimal digits)");
  }
}
