package io.beltline.distribution.queue;

import java.util.Locale;

/** Numbers as people read them. */
final class Amounts {
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

  private Amounts() {}

  /** {@code 12,345}. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1 letter}, {@code 12,345 letters}. */
  static String count(long number, String one) {
    return count(number) + " " + one + (number == 1 ? "" : "s");
  }

  /** {@code 4.2 MiB}. */
  static String bytes(long bytes) {
    double amount = bytes;
    int unit = 0;
    while (amount >= 1024 && unit < UNITS.length - 1) {
      amount /= 1024;
      unit++;
    }
    String digits = unit == 0 || amount >= 100 ? "%.0f %s" : "%.1f %s";
    return String.format(Locale.ROOT, digits, amount, UNITS[unit]);
  }

  /** {@code 850ms}, {@code 12s}, {@code 3m20s}, {@code 5h02m}, {@code 3d04h}. */
  static String age(double seconds) {
    if (seconds < 0) {
      return "-";
    }
    if (seconds < 1) {
      return Math.round(seconds * 1000) + "ms";
    }
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + "s";
    }
    if (whole < 3600) {
      return String.format(Locale.ROOT, "%dm%02ds", whole / 60, whole % 60);
    }
    return whole < 86_400
        ? String.format(Locale.ROOT, "%dh%02dm", whole / 3600, whole / 60 % 60)
        : String.format(Locale.ROOT, "%dd%02dh", whole / 86_400, whole / 3600 % 24);
  }

  /** {@code 31%}, at least 1% of what is not empty. */
  static String share(long part, long whole) {
    if (whole <= 0 || part <= 0) {
      return "0%";
    }
    return Math.max(1, Math.round(100.0 * part / whole)) + "%";
  }
}
