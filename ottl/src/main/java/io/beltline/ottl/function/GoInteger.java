package io.beltline.ottl.function;

import io.beltline.ottl.EvaluationException;
import java.math.BigInteger;

/** Whole numbers in any base. Source: https://pkg.go.dev/strconv#ParseInt. Stateless. */
final class GoInteger {
  private GoInteger() {}

  /** The number of a text in a base; base 0 is that of its prefix. */
  static long parse(String text, int base) {
    String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    int radix = base;
    if (base == 0) {
      radix = prefixed(digits);
      if (radix == 8 && !isLetter(digits, 'o')) {
        digits = digits.substring(1);
      } else if (radix != 10) {
        digits = digits.substring(2);
      }
      if (digits.contains("__")
          || digits.endsWith("_")
          || (radix == 10 && digits.startsWith("_"))) {
        throw wrong(text, base);
      }
      digits = digits.replace("_", "");
    }
    if (digits.isEmpty() || digits.startsWith("-") || digits.startsWith("+")) {
      throw wrong(text, base);
    }
    String significant = significant(digits);
    if (significant.length() > Long.SIZE) { // to read them takes the square of their number
      throw wrong(text, base);
    }
    BigInteger value;
    try {
      value = new BigInteger(significant, radix);
    } catch (NumberFormatException noDigits) {
      throw wrong(text, base);
    }
    BigInteger signed = text.startsWith("-") ? value.negate() : value;
    if (signed.bitLength() > 63 || !isAscii(digits)) {
      throw wrong(text, base);
    }
    return signed.longValue();
  }

  /** The digits without zeros in front of them. */
  private static String significant(String digits) {
    int first = 0;
    while (first < digits.length() - 1 && digits.charAt(first) == '0') {
      first++;
    }
    return digits.substring(first);
  }

  private static boolean isAscii(String digits) {
    return digits.chars().allMatch(c -> c < 0x80);
  }

  private static boolean isLetter(String digits, char letter) {
    return digits.length() > 1 && Character.toLowerCase(digits.charAt(1)) == letter;
  }

  private static int prefixed(String digits) {
    if (!digits.startsWith("0") || digits.length() == 1) {
      return 10;
    }
    if (isLetter(digits, 'x')) {
      return 16;
    }
    return isLetter(digits, 'b') ? 2 : 8;
  }

  private static EvaluationException wrong(String text, int base) {
    return new EvaluationException("\"" + text + "\" is no 64-bit integer of base " + base);
  }
}
