package io.beltline.components.exposition;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads numbers as the exposition formats write them: those of Go's {@code ParseFloat} but for
 * hexadecimal ones and underscores. One thread.
 */
public final class NumberText {
  private static final int MOST_DIGITS = 18;
  private static final long EXACT = 1L << 53;
  private static final double[] TENS = new double[23];

  static {
    double ten = 1;
    for (int i = 0; i < TENS.length; i++) {
      TENS[i] = ten;
      ten *= 10;
    }
  }

  private boolean valid;
  private double value;
  private long mantissa;
  private int digits;

  /** A reader. */
  public NumberText() {}

  /** Reads a number; false if the bytes are none. */
  public boolean read(byte[] in, int from, int to) {
    int at = from;
    boolean negative = at < to && in[at] == '-';
    if (negative || (at < to && in[at] == '+')) {
      at++;
    }
    mantissa = 0;
    digits = 0;
    at = digits(in, at, to);
    int scale = 0;
    if (at < to && in[at] == '.') {
      int before = at + 1;
      at = digits(in, before, to);
      scale = at - before;
    }
    if (digits == 0 || digits > MOST_DIGITS || (at < to && (in[at] | 0x20) != 'e')) {
      return slowly(in, from, to);
    }
    int exponent = -scale;
    if (at < to) {
      int sign = at + 1 < to && in[at + 1] == '-' ? -1 : 1;
      int begin = at + (at + 1 < to && (in[at + 1] == '-' || in[at + 1] == '+') ? 2 : 1);
      int power = 0;
      for (at = begin; at < to && in[at] >= '0' && in[at] <= '9' && at - begin < 4; at++) {
        power = 10 * power + in[at] - '0';
      }
      if (at == begin || at < to) {
        return slowly(in, from, to);
      }
      exponent += sign * power;
    }
    if (mantissa > EXACT || exponent > 22 || exponent < -22) {
      return slowly(in, from, to);
    }
    // both are exact, so that one rounding gives the nearest number
    double number = exponent < 0 ? mantissa / TENS[-exponent] : mantissa * TENS[exponent];
    value = negative ? -number : number;
    return true;
  }

  private int digits(byte[] in, int from, int to) {
    int at = from;
    for (; at < to && in[at] >= '0' && in[at] <= '9'; at++) {
      mantissa = 10 * mantissa + in[at] - '0'; // too many are not used
      digits++;
    }
    return at;
  }

  private boolean slowly(byte[] in, int from, int to) {
    String text = new String(in, from, to - from, StandardCharsets.ISO_8859_1);
    valid = true;
    value =
        switch (text.toLowerCase(Locale.ROOT)) {
          case "nan" -> Double.NaN;
          case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
          case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
          default -> decimal(text);
        };
    return valid;
  }

  private double decimal(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("0123456789.eE+-".indexOf(text.charAt(i)) < 0) {
        valid = false;
        return 0;
      }
    }
    try {
      double number = Double.parseDouble(text);
      valid = !Double.isInfinite(number); // out of range, as Go has it
      return number;
    } catch (NumberFormatException none) {
      valid = false;
      return 0;
    }
  }

  /** The number read last. */
  public double value() {
    return value;
  }
}
