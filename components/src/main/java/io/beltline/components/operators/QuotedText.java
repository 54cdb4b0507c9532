package io.beltline.components.operators;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A literal of Go: a text in double or back quotes, or one character in single quotes.
 *
 * @see <a href="https://go.dev/ref/spec#String_literals">The Go language, literals</a>
 */
final class QuotedText {
  private static final String ESCAPES = "abfnrtv\\";
  private static final String MEANT = "\u0007\b\f\n\r\t\u000b\\";

  private final String text;
  private final char quote;
  private final ByteArrayOutputStream meant = new ByteArrayOutputStream();
  private int at = 1;

  private QuotedText(String text) {
    this.text = text;
    this.quote = text.charAt(0);
  }

  /**
   * What a literal means.
   *
   * @throws OperatorException if it is none
   */
  static String meaning(String text) throws OperatorException {
    int last = text.length() - 1;
    if (last < 1 || text.charAt(0) != text.charAt(last) || "\"'`".indexOf(text.charAt(0)) < 0) {
      throw new OperatorException("the text is not quoted (expected: \"...\", `...` or 'c')");
    }
    if (text.charAt(0) == '`') {
      String inner = text.substring(1, last);
      if (inner.indexOf('`') >= 0) {
        throw new OperatorException("the text has a quote within (expected: none)");
      }
      return inner.replace("\r", "");
    }
    return new QuotedText(text).read(last);
  }

  private String read(int last) throws OperatorException {
    while (at < last) {
      char c = text.charAt(at);
      if (c == quote || c == '\n') {
        throw wrong("no quote and no line feed");
      }
      if (c == '\\') {
        at++;
        escape(last);
      } else {
        character(text.codePointAt(at));
        at += Character.charCount(text.codePointAt(at));
      }
    }
    String read = meant.toString(StandardCharsets.UTF_8);
    if (quote == '\'' && read.codePointCount(0, read.length()) != 1) {
      throw wrong("one character in single quotes");
    }
    return read;
  }

  private void character(int codePoint) {
    meant.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
  }

  private void escape(int last) throws OperatorException {
    char c = at < last ? text.charAt(at) : ' ';
    int known = ESCAPES.indexOf(c);
    at++;
    if (known >= 0) {
      meant.write(MEANT.charAt(known));
    } else if (c == quote) {
      meant.write(c);
    } else if (c == 'x') {
      meant.write(number(2, 16, last));
    } else if (c == 'u' || c == 'U') {
      int codePoint = number(c == 'u' ? 4 : 8, 16, last);
      if (!Character.isValidCodePoint(codePoint)
          || (codePoint <= 0xffff && Character.isSurrogate((char) codePoint))) {
        throw wrong("a character");
      }
      character(codePoint);
    } else if (c >= '0' && c <= '7') {
      at--;
      int value = number(3, 8, last);
      if (value > 0xff) {
        throw wrong("at most \\377");
      }
      meant.write(value);
    } else {
      throw wrong("an escape sequence such as \\n");
    }
  }

  private int number(int digits, int radix, int last) throws OperatorException {
    long value = 0;
    for (int i = 0; i < digits; i++) {
      int digit = at < last ? Character.digit(text.charAt(at++), radix) : -1;
      if (digit < 0) {
        throw wrong(digits + " digits");
      }
      value = radix * value + digit;
    }
    return (int) Math.min(value, Integer.MAX_VALUE);
  }

  private OperatorException wrong(String expected) {
    return new OperatorException(
        "the text is not quoted well at character " + (at + 1) + " (expected: " + expected + ")");
  }
}
