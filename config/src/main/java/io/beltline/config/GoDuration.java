package io.beltline.config;

import java.math.BigDecimal;
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
      Pattern.compile("([0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h)");
  private static final int LONGEST = 200;
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

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
    BigDecimal sum = BigDecimal.ZERO;
    int end = 0;
    while (end < body.length()) {
      if (!part.region(end, body.length()).lookingAt()) {
        return null;
      }
      long unit = UNITS.getOrDefault(part.group(2), 0L);
      BigDecimal nanos = new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit));
      sum = sum.add(new BigDecimal(nanos.toBigInteger()));
      end = part.end();
    }
    if (sum.compareTo(MOST) > 0) {
      return null;
    }
    return Duration.ofNanos(text.startsWith("-") ? -sum.longValue() : sum.longValue());
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
    BigDecimal rest = BigDecimal.valueOf(nanos).abs();
    if (rest.compareTo(BigDecimal.valueOf(1_000_000_000L)) < 0) {
      String unit = rest.longValue() < 1_000 ? "ns" : rest.longValue() < 1_000_000 ? "us" : "ms";
      return text + amount(rest, unit) + unit;
    }
    for (String unit : new String[] {"h", "m"}) {
      BigDecimal size = BigDecimal.valueOf(UNITS.getOrDefault(unit, 1L));
      BigDecimal[] parts = rest.divideAndRemainder(size);
      if (parts[0].signum() != 0) {
        text.append(parts[0].toPlainString()).append(unit);
      }
      rest = parts[1];
    }
    if (rest.signum() != 0) {
      text.append(amount(rest, "s")).append('s');
    }
    return text.toString();
  }

  private static String amount(BigDecimal nanos, String unit) {
    BigDecimal size = BigDecimal.valueOf(UNITS.getOrDefault(unit, 1L));
    return nanos.divide(size).stripTrailingZeros().toPlainString();
  }
}
