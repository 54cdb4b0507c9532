package io.beltline.components.exposition;

import java.math.BigDecimal;

/** Numbers as labels have them: as OpenMetrics wants bounds, {@code 1.0}, {@code 1e-05}. */
final class FloatText {
  private FloatText() {}

  /** The text of a bound. */
  static String of(double number) {
    if (number == Double.POSITIVE_INFINITY) {
      return "+Inf";
    }
    if (number == Double.NEGATIVE_INFINITY) {
      return "-Inf";
    }
    if (Double.isNaN(number)) {
      return "NaN";
    }
    if (number == 0) {
      return "0.0";
    }
    BigDecimal decimal = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    String digits = decimal.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - decimal.scale();
    if (exponent >= -4 && exponent < 21) {
      String plain = decimal.toPlainString();
      return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    int size = Math.abs(exponent);
    return (number < 0 ? "-" : "")
        + digits.charAt(0)
        + fraction
        + (exponent < 0 ? "e-" : "e+")
        + (size < 10 ? "0" : "")
        + size;
  }
}
