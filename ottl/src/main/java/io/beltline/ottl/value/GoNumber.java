package io.beltline.ottl.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Doubles as {@code strconv.FormatFloat} writes them. Stateless; safe for all threads. */
public final class GoNumber {
  private GoNumber() {}

  /** {@code f}: so many places behind the point. */
  public static String fixed(double value, int places) {
    if (!Double.isFinite(value)) {
      return special(value);
    }
    return sign(value)
        + new BigDecimal(Math.abs(value)).setScale(places, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** {@code e}: one digit before the point and so many behind it. */
  public static String exponent(double value, int places) {
    if (!Double.isFinite(value)) {
      return special(value);
    }
    BigDecimal rounded =
        new BigDecimal(Math.abs(value)).round(new MathContext(places + 1, RoundingMode.HALF_EVEN));
    String digits = rounded.unscaledValue().toString();
    int exponent = rounded.signum() == 0 ? 0 : digits.length() - 1 - rounded.scale();
    return sign(value) + scientific(digits, places, exponent);
  }

  /** {@code g}: as few digits as tell the value, or so many if not negative. */
  public static String general(double value, int precision) {
    if (!Double.isFinite(value)) {
      return special(value);
    }
    int most = Math.max(1, precision);
    BigDecimal decimal =
        precision < 0
            ? shortest(value)
            : new BigDecimal(Math.abs(value)).round(new MathContext(most, RoundingMode.HALF_EVEN));
    int digits = decimal.stripTrailingZeros().precision();
    int exponent = decimal.precision() - decimal.scale() - 1;
    int limit = precision < 0 ? 6 : most > digits && digits > exponent ? digits : most;
    return sign(value) + written(decimal, -4, limit);
  }

  /**
   * As few digits as tell the value, with an exponent below 1e-6 and from 1e21 up: the form of JSON
   * but for the exponent, which has two digits at least.
   */
  public static String plain(double value) {
    return Double.isFinite(value) ? sign(value) + written(shortest(value), -6, 21) : special(value);
  }

  /**
   * Double.toString writes at least two digits, where one tells the least value from all others.
   */
  private static BigDecimal shortest(double value) {
    double size = Math.abs(value);
    return new BigDecimal(size == Double.MIN_VALUE ? "5E-324" : Double.toString(size));
  }

  /** With an exponent where that is below the least or reaches the limit. */
  private static String written(BigDecimal value, int least, int limit) {
    if (value.signum() == 0) {
      return "0";
    }
    BigDecimal decimal = value.stripTrailingZeros();
    String digits = decimal.unscaledValue().toString();
    int exponent = digits.length() - 1 - decimal.scale();
    return exponent < least || exponent >= limit
        ? scientific(digits, digits.length() - 1, exponent)
        : decimal.toPlainString();
  }

  private static String scientific(String digits, int places, int exponent) {
    String behind = digits.substring(1);
    String filled = behind + "0".repeat(Math.max(0, places - behind.length()));
    return digits.charAt(0)
        + (places > 0 ? "." + filled : "")
        + String.format(Locale.ROOT, "e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  private static String sign(double value) {
    return value < 0 || (value == 0 && 1 / value < 0) ? "-" : "";
  }

  private static String special(double value) {
    return Double.isNaN(value) ? "NaN" : value > 0 ? "Inf" : "-Inf";
  }
}
