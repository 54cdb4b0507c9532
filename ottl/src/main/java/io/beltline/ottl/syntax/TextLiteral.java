package io.beltline.ottl.syntax;

import io.beltline.model.Slice;
import io.beltline.ottl.Location;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Resolves the escapes of a text in double quotes.
 *
 * <p>Source: https://go.dev/ref/spec#String_literals, interpreted string literals.
 */
final class TextLiteral {
  private final String literal;
  private final Location start;
  private final SyntaxBuilder problems;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int at;

  private TextLiteral(String literal, Location start, SyntaxBuilder problems) {
    this.literal = literal;
    this.start = start;
    this.problems = problems;
  }

  /** The bytes of a literal with its quotes; problems go to the builder. */
  static Slice read(String literal, Location start, SyntaxBuilder problems) {
    if (literal.indexOf('\\') < 0) {
      return Slice.utf8(literal.substring(1, literal.length() - 1));
    }
    return new TextLiteral(literal, start, problems).read();
  }

  private Slice read() {
    int end = literal.length() - 1;
    at = 1;
    while (at < end) {
      int backslash = literal.indexOf('\\', at);
      if (backslash < 0 || backslash >= end) {
        plain(at, end);
        at = end;
      } else {
        plain(at, backslash);
        at = backslash + 1;
        escape(backslash);
      }
    }
    return Slice.of(out.toByteArray());
  }

  private void plain(int from, int to) {
    out.writeBytes(literal.substring(from, to).getBytes(StandardCharsets.UTF_8));
  }

  private void escape(int backslash) {
    char c = literal.charAt(at++);
    switch (c) {
      case 'a' -> out.write(7);
      case 'b' -> out.write('\b');
      case 'f' -> out.write('\f');
      case 'n' -> out.write('\n');
      case 'r' -> out.write('\r');
      case 't' -> out.write('\t');
      case 'v' -> out.write(11);
      case '\\' -> out.write('\\');
      case '"' -> out.write('"');
      case 'x' -> out.write(digits(backslash, 2, 16, 0xff));
      case 'u' -> character(backslash, 4);
      case 'U' -> character(backslash, 8);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        at--;
        out.write(digits(backslash, 3, 8, 0xff));
      }
      default ->
          problem(
              backslash,
              "\"\\"
                  + c
                  + "\" is no escape (expected: \"\\\\"
                  + c
                  + "\" for a backslash and what follows)");
    }
  }

  private void character(int backslash, int count) {
    int code = digits(backslash, count, 16, Character.MAX_CODE_POINT);
    if (code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE) {
      problem(backslash, "half of a surrogate pair is no character");
      return;
    }
    out.writeBytes(Character.toString(code).getBytes(StandardCharsets.UTF_8));
  }

  private int digits(int backslash, int count, int radix, int most) {
    int end = at + count;
    long value = 0;
    for (; at < end; at++) {
      int digit = at < literal.length() - 1 ? Character.digit(literal.charAt(at), radix) : -1;
      if (digit < 0) {
        problem(backslash, "the escape needs " + count + " digits of base " + radix);
        return 0;
      }
      value = value * radix + digit;
    }
    if (value > most) {
      problem(backslash, "the escape stands for more than " + most);
      return 0;
    }
    return (int) value;
  }

  private void problem(int offset, String message) {
    int line = start.line();
    int column = start.column();
    for (int i = 0; i < offset; i++) {
      if (literal.charAt(i) == '\n') {
        line++;
        column = 1;
      } else {
        column++;
      }
    }
    problems.problem(new Location(line, column), message);
  }
}
