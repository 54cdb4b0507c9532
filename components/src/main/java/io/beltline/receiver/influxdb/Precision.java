package io.beltline.receiver.influxdb;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a timestamp counts. */
enum Precision {
  NANOSECONDS(1),
  MICROSECONDS(1_000),
  MILLISECONDS(1_000_000),
  SECONDS(1_000_000_000),
  MINUTES(60_000_000_000L),
  HOURS(3_600_000_000_000L);

  private final long nanos;

  Precision(long nanos) {
    this.nanos = nanos;
  }

  /** The precision that the parameter of a request names; empty for the usual one; null if none. */
  static @Nullable Precision of(String text) {
    return switch (text) {
      case "", "ns", "n" -> NANOSECONDS;
      // micro is a sign of its own and a Greek letter
      case "us", "u", "\u00b5s", "\u00b5", "\u03bcs", "\u03bc" -> MICROSECONDS;
      case "ms" -> MILLISECONDS;
      case "s" -> SECONDS;
      case "m" -> MINUTES;
      case "h" -> HOURS;
      default -> null;
    };
  }

  /** Its name for people. */
  String words() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How many nanoseconds one is. */
  long nanos() {
    return nanos;
  }
}
