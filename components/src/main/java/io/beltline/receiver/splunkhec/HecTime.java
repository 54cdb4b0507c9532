package io.beltline.receiver.splunkhec;

import java.math.BigDecimal;

/**
 * Times of events: seconds since 1970 with a fraction, or as Splunk takes them too, milliseconds,
 * microseconds or nanoseconds, told by their size. Stateless.
 */
final class HecTime {
  private static final int LONGEST = 40;
  private static final BigDecimal MILLIS = BigDecimal.valueOf(10_000_000_000L);
  private static final BigDecimal MICROS = BigDecimal.valueOf(10_000_000_000_000L);
  private static final BigDecimal NANOS = BigDecimal.valueOf(10_000_000_000_000_000L);

  private HecTime() {}

  /**
   * Nanoseconds since 1970; 0 for what OTLP cannot say.
   *
   * @throws NumberFormatException if it is no number
   */
  static long nanos(String text) {
    if (text.length() > LONGEST) {
      throw new NumberFormatException("a time of " + text.length() + " characters");
    }
    BigDecimal number = new BigDecimal(text.strip());
    if (number.signum() <= 0
        || number.precision() - number.scale() > 19
        || number.scale() > LONGEST) {
      return 0;
    }
    int scale = 9;
    if (number.compareTo(NANOS) >= 0) {
      scale = 0;
    } else if (number.compareTo(MICROS) >= 0) {
      scale = 3;
    } else if (number.compareTo(MILLIS) >= 0) {
      scale = 6;
    }
    BigDecimal nanos = number.scaleByPowerOfTen(scale);
    return nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0 ? 0 : nanos.longValue();
  }
}
