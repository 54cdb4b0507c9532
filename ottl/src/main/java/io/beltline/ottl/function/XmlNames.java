package io.beltline.ottl.function;

/**
 * Which characters the names of XML are made of.
 *
 * <p>Source: <a href="https://www.w3.org/TR/xml/#NT-NameStartChar">Extensible Markup Language
 * 1.0</a>, NameStartChar and NameChar, without those beyond U+FFFF. Stateless.
 */
final class XmlNames {
  /** Pairs of the first and the last character of each range. */
  private static final String START =
      "::AZ__az\u00c0\u00d6\u00d8\u00f6\u00f8\u02ff\u0370\u037d\u037f\u1fff\u200c\u200d"
          + "\u2070\u218f\u2c00\u2fef\u3001\ud7ff\uf900\ufdcf\ufdf0\ufffd";

  private static final String LATER = "-.09\u00b7\u00b7\u0300\u036f\u203f\u2040";

  private XmlNames() {}

  /** Whether a character can stand at a place of a name, counted from 0. */
  static boolean isPart(char c, int place) {
    return isIn(START, c) || (place > 0 && isIn(LATER, c));
  }

  private static boolean isIn(String ranges, char c) {
    for (int i = 0; i < ranges.length(); i += 2) {
      if (c <= ranges.charAt(i + 1)) {
        return c >= ranges.charAt(i);
      }
    }
    return false;
  }
}
