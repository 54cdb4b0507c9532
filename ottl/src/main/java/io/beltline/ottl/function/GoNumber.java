package io.beltline.ottl.function;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Doubles as {@code strconv.FormatFloat} writes them. Stateless. */
final class GoNumber {
  private GoNumber() {}

  /** {@code f}: so many places behind the point. */
  static String fixed(double value, int places) {
    if (!Double.isFinite(value)) {
      return special(value);
    }
    return sign(value)
        + new BigDecimal(Math.abs(value)).setScale(places, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** {@code e}: one digit before the point and so many behind it. */
  static String exponent(double value, int places) {
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
  static String general(double value, int precision) {
    if (!Double.isFinite(value)) {
      return special(value);
    }
    double size = Math.abs(value);
    // Double.toString writes at least two digits, where one tells this value from all others
    BigDecimal decimal =
        new BigDecimal(size == Double.MIN_VALUE ? "5E-324" : Double.toString(size));
    if (precision >= 0) {
      int digits = Math.max(1, precision);
      decimal =
          new BigDecimal(Math.abs(value)).round(new MathContext(digits, RoundingMode.HALF_EVEN));
    }
    if (decimal.signum() == 0) {
      return sign(value) + "0";
    }
    decimal = decimal.stripTrailingZeros();
    String digits = decimal.unscaledValue().toString();
    int exponent = digits.length() - 1 - decimal.scale();
    return exponent < -4 || exponent >= limit(precision, digits.length(), exponent)
        ? sign(value) + scientific(digits, digits.length() - 1, exponent)
        : sign(value) + decimal.toPlainString();
  }

  /** The exponent from which on a value is written with one. */
  private static int limit(int precision, int digits, int exponent) {
    if (precision < 0) {
      return 6;
    }
    int wanted = Math.max(1, precision);
    return wanted > digits && digits > exponent ? digits : wanted;
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
