package io.beltline.components.exposition;

import java.math.BigDecimal;

/** Numbers as labels have them. Stateless. */
public final class FloatText {
  private static final int LEAST_EXPONENT = -4; // of numbers that are written without one
  private static final int MOST_EXPONENT = 5;

  private FloatText() {}

  /** The text of a bound as OpenMetrics wants it: {@code 1.0}, {@code 1e-05}, {@code 1e+06}. */
  public static String of(double number) {
    String text = shortest(number);
    boolean whole = Double.isFinite(number) && text.indexOf('.') < 0 && text.indexOf('e') < 0;
    return whole ? text + ".0" : text;
  }

  /**
   * The fewest digits that read back as the same number, with an exponent below 0.0001 and from a
   * million on: {@code 1}, {@code 1e-05}, {@code 1e+06}, as client libraries write it.
   */
  public static String shortest(double number) {
    if (Double.isNaN(number)) {
      return "NaN";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "+Inf" : "-Inf";
    }
    if (number == 0) {
      return "0"; // -0 is the same bound
    }
    BigDecimal decimal = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    String digits = decimal.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - decimal.scale();
    if (exponent >= LEAST_EXPONENT && exponent <= MOST_EXPONENT) {
      return decimal.toPlainString();
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
