package io.beltline.ottl.function;

import java.util.Locale;

/** Texts in quotes as {@code strconv.Quote} writes them. Stateless. */
final class GoQuotes {
  private GoQuotes() {}

  static String of(String text, boolean onlyAscii) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    text.codePoints().forEach(c -> escape(c, '"', onlyAscii, out));
    return out.append('"').toString();
  }

  static String character(String text, boolean onlyAscii) {
    StringBuilder out = new StringBuilder("'");
    escape(text.codePointAt(0), '\'', onlyAscii, out);
    return out.append('\'').toString();
  }

  private static void escape(int c, char quote, boolean onlyAscii, StringBuilder out) {
    int control = "\u0007\b\f\n\r\t\u000b".indexOf(c);
    if (c == quote || c == '\\') {
      out.append('\\').append((char) c);
    } else if (control >= 0) {
      out.append('\\').append("abfnrtv".charAt(control));
    } else if (isPrint(c) && (c < 0x80 || !onlyAscii)) {
      out.appendCodePoint(c);
    } else {
      String form = c < 0x20 || c == 0x7f ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x";
      out.append(String.format(Locale.ROOT, form, c));
    }
  }

  /** Whether a character shows something: letters, marks, digits, punctuation, symbols, space. */
  static boolean isPrint(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }
}
