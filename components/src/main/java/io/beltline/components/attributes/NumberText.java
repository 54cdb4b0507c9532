package io.beltline.components.attributes;

import org.jspecify.annotations.Nullable;

/** Numbers that attributes hold as text. */
public final class NumberText {
  private static final String SUFFIXES = "dDfF";

  private NumberText() {}

  /**
   * Reads a decimal or hexadecimal number; null if the text is none, as with a unit or a blank
   * around it.
   */
  public static @Nullable Double parse(String text) {
    if (text.isEmpty() || isOdd(text.charAt(0)) || isOdd(text.charAt(text.length() - 1))) {
      return null;
    }
    if (SUFFIXES.indexOf(text.charAt(text.length() - 1)) >= 0) { // of Java's literals: "30d"
      return null;
    }
    try {
      double number = Double.parseDouble(text);
      return Double.isNaN(number) ? null : number;
    } catch (NumberFormatException none) {
      return null;
    }
  }

  private static boolean isOdd(char c) {
    return c <= ' ';
  }
}
