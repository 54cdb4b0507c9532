package io.beltline.components.sampling;

import org.jspecify.annotations.Nullable;

/**
 * From which randomness on items are kept, of 56 bits.
 *
 * @param value 0 keeps all, 2^56 none
 * @see <a
 *     href="https://opentelemetry.io/docs/specs/otel/trace/tracestate-probability-sampling/">the
 *     specification</a>
 */
public record Threshold(long value) {
  /** How many hexadecimal digits 56 bits have. */
  public static final int DIGITS = 14;

  /** The largest number of 56 bits, and one. */
  public static final long RANGE = 1L << 56;

  /** The smallest share that can be told. */
  public static final double MIN_PROBABILITY = 1.0 / RANGE;

  /** Keeps all. */
  public static final Threshold ALWAYS = new Threshold(0);

  /** Keeps none. */
  public static final Threshold NEVER = new Threshold(RANGE);

  private static final int BITS = 4;

  /**
   * The threshold of a probability, to so many significant digits; NEVER if the probability is too
   * small to be told.
   */
  public static Threshold of(double probability, int digits) {
    if (!(probability >= MIN_PROBABILITY)) {
      return NEVER;
    }
    if (probability >= 1) {
      return ALWAYS;
    }
    int precision =
        Math.min(
            DIGITS, Math.max(digits + leading(probability), digits + leading(1 - probability)));
    long threshold = RANGE - Math.round(probability * RANGE);
    int shift = BITS * (DIGITS - precision);
    if (shift > 0) {
      threshold = ((threshold + (1L << (shift - 1))) >> shift) << shift;
    }
    return new Threshold(threshold);
  }

  /** How many hexadecimal digits behind the point are zero. */
  private static int leading(double fraction) {
    return (Math.getExponent(fraction) + 1) / -BITS;
  }

  /** A threshold from 1 to 14 hexadecimal digits, or null. */
  public static @Nullable Threshold parse(String digits) {
    if (digits.isEmpty() || digits.length() > DIGITS || !isHex(digits)) {
      return null;
    }
    return new Threshold(Long.parseLong(digits, 16) << (BITS * (DIGITS - digits.length())));
  }

  /** A randomness from 14 hexadecimal digits, or -1. */
  public static long parseRandomness(String digits) {
    return digits.length() == DIGITS && isHex(digits) ? Long.parseLong(digits, 16) : -1;
  }

  private static boolean isHex(String digits) {
    return digits.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
  }

  /** A number of 56 bits in 14 digits. */
  public static String hex(long number) {
    return Long.toHexString(RANGE | number).substring(1);
  }

  /** The digits without zeros behind them; "" for NEVER. */
  public String text() {
    if (value == 0) {
      return "0";
    }
    return value >= RANGE ? "" : hex(value).replaceFirst("0+$", "");
  }

  /** The share that is kept. */
  public double probability() {
    return (double) (RANGE - value) / RANGE;
  }

  /** Whether an item of a randomness is kept. */
  public boolean keeps(long randomness) {
    return value <= randomness;
  }
}
