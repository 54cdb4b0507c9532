package io.beltline.model.otlp;

import java.util.Arrays;

/** Hexadecimal digits. */
final class Hex {
  private static final byte[] DIGITS = new byte[128];

  static {
    Arrays.fill(DIGITS, (byte) -1);
    for (int i = 0; i < 16; i++) {
      DIGITS["0123456789abcdef".charAt(i)] = (byte) i;
      DIGITS["0123456789ABCDEF".charAt(i)] = (byte) i;
    }
  }

  private Hex() {}

  /** The value of a digit, or -1. */
  static int digit(byte ascii) {
    return ascii < 0 ? -1 : DIGITS[ascii];
  }

  /** Writes what pairs of digits say to an array; false if there is an odd one, or none. */
  static boolean decode(byte[] digits, int from, int to, byte[] target) {
    if (((to - from) & 1) != 0) {
      return false;
    }
    for (int i = 0; i < (to - from) / 2; i++) {
      int value = (digit(digits[from + 2 * i]) << 4) | digit(digits[from + 2 * i + 1]);
      if (value < 0) {
        return false;
      }
      target[i] = (byte) value;
    }
    return true;
  }
}
