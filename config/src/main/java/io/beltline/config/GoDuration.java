package io.beltline.config;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Durations as Go writes them: {@code 1h2m3.5s}, {@code 200ms}, {@code 1us}, {@code -1s}, {@code
 * 0}; within 64 bits of nanoseconds.
 *
 * @see <a href="https://pkg.go.dev/time#ParseDuration">time.ParseDuration</a>
 */
public final class GoDuration {
  private static final Map<String, Long> UNITS =
      Map.of(
          "ns",
          1L,
          "us",
          1_000L,
          "µs",
          1_000L,
          "μs",
          1_000L,
          "ms",
          1_000_000L,
          "s",
          1_000_000_000L,
          "m",
          60_000_000_000L,
          "h",
          3_600_000_000_000L);
  private static final Pattern PART =
      Pattern.compile("(?=\\.?[0-9])([0-9]*)(?:\\.([0-9]*))?(ns|us|µs|μs|ms|s|m|h)");
  private static final int LONGEST = 200;

  private GoDuration() {}

  /** Reads a duration; null if the text is none. Fractions below a nanosecond are cut off. */
  public static @Nullable Duration parse(String text) {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String body = signed ? text.substring(1) : text;
    if (body.equals("0")) {
      return Duration.ZERO;
    }
    if (body.isEmpty() || body.length() > LONGEST) {
      return null;
    }
    Matcher part = PART.matcher(body);
    BigInteger sum = BigInteger.ZERO;
    int end = 0;
    while (end < body.length()) {
      if (!part.region(end, body.length()).lookingAt()) {
        return null;
      }
      sum = sum.add(nanos(part.group(1), part.group(2), unit(part.group(3))));
      end = part.end();
    }
    if (sum.bitLength() > 63) {
      return null;
    }
    return Duration.ofNanos(text.startsWith("-") ? -sum.longValue() : sum.longValue());
  }

  /** Exact, unlike a double, and without BigDecimal, whose tables alone take long to set up. */
  private static BigInteger nanos(String whole, @Nullable String fraction, long unit) {
    String behind = fraction == null ? "" : fraction;
    return new BigInteger(whole + behind)
        .multiply(BigInteger.valueOf(unit))
        .divide(BigInteger.TEN.pow(behind.length()));
  }

  private static long unit(String name) {
    return UNITS.getOrDefault(name, 1L);
  }

  /**
   * Writes a duration: {@code 1h2m3.5s}, without zero parts, so {@code 5m} and not {@code 5m0s}.
   *
   * @throws ArithmeticException beyond 64 bits of nanoseconds
   */
  public static String format(Duration duration) {
    long nanos = duration.toNanos();
    if (nanos == 0) {
      return "0s";
    }
    StringBuilder text = new StringBuilder(nanos < 0 ? "-" : "");
    long rest = Math.abs(nanos); // the least long stays as it is, which unsigned is its amount
    if (Long.compareUnsigned(rest, unit("s")) < 0) {
      String unit = rest < unit("us") ? "ns" : rest < unit("ms") ? "us" : "ms";
      return text + amount(rest, unit);
    }
    for (String unit : new String[] {"h", "m"}) {
      long count = Long.divideUnsigned(rest, unit(unit));
      if (count != 0) {
        text.append(count).append(unit);
      }
      rest = Long.remainderUnsigned(rest, unit(unit));
    }
    if (rest != 0) {
      text.append(amount(rest, "s"));
    }
    return text.toString();
  }

  private static String amount(long nanos, String unit) {
    long size = unit(unit);
    StringBuilder text = new StringBuilder().append(nanos / size);
    long rest = nanos % size;
    if (rest != 0) {
      text.append('.').append(Long.toString(size + rest), 1, digits(size));
      while (text.charAt(text.length() - 1) == '0') {
        text.setLength(text.length() - 1);
      }
    }
    return text.append(unit).toString();
  }

  private static int digits(long powerOfTen) {
    return Long.toString(powerOfTen).length();
  }
}
