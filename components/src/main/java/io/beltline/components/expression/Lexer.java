package io.beltline.components.expression;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts an expression into words. */
final class Lexer {
  private static final List<String> SIGNS =
      List.of("?.", "??", "**", "==", "!=", "<=", ">=", "&&", "||", "..");
  private static final String SINGLE = "+-*/%^<>!?:.,;()[]{}|#=";

  private final String text;
  private int at;

  private Lexer(String text) {
    this.text = text;
  }

  static List<Token> words(String text) throws ExpressionException {
    Lexer lexer = new Lexer(text);
    List<Token> words = new ArrayList<>();
    for (Token next = lexer.next(); ; next = lexer.next()) {
      words.add(next);
      if (next.type() == Token.Type.END) {
        return words;
      }
    }
  }

  private Token next() throws ExpressionException {
    skip();
    int from = at;
    if (at == text.length()) {
      return new Token(Token.Type.END, "", null, from);
    }
    char c = text.charAt(at);
    if (Character.isLetter(c) || c == '_' || c == '$') {
      return name();
    }
    if (isDigit(from) || (c == '.' && isDigit(from + 1))) {
      return number();
    }
    if (c == '"' || c == '\'') {
      return quoted(c);
    }
    if (c == '`') {
      return raw();
    }
    for (String sign : SIGNS) {
      if (text.startsWith(sign, at)) {
        at += sign.length();
        return new Token(Token.Type.SIGN, sign, null, from);
      }
    }
    if (SINGLE.indexOf(c) < 0) {
      throw ExpressionException.at(at, "unexpected character '" + c + "'");
    }
    at++;
    return new Token(Token.Type.SIGN, String.valueOf(c), null, from);
  }

  private void skip() throws ExpressionException {
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else if (text.startsWith("//", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
          throw ExpressionException.at(at, "a comment that does not end (expected: */)");
        }
        at = end + 2;
      } else {
        return;
      }
    }
  }

  private boolean isDigit(int index) {
    return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
  }

  private Token name() {
    int from = at;
    while (at < text.length() && isNamePart(text.charAt(at))) {
      at++;
    }
    return new Token(Token.Type.NAME, text.substring(from, at), null, from);
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }

  private Token number() throws ExpressionException {
    int from = at;
    boolean based = text.charAt(at) == '0' && at + 1 < text.length() && isBase(text.charAt(at + 1));
    boolean whole = true;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean exponent = !based && (c == 'e' || c == 'E');
      if (c == '.' && (based || text.startsWith("..", at) || !whole)) {
        break;
      }
      if (!Character.isLetterOrDigit(c) && c != '_' && c != '.') {
        break;
      }
      whole &= c != '.' && !exponent;
      at++;
      if (exponent && at < text.length() && "+-".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }
    String written = text.substring(from, at);
    Object value = value(written.replace("_", ""), whole);
    if (value == null) {
      throw ExpressionException.at(from, "\"" + written + "\" is no number");
    }
    return new Token(Token.Type.NUMBER, written, value, from);
  }

  private static boolean isBase(char c) {
    return "xXoObB".indexOf(c) >= 0;
  }

  private static @Nullable Object value(String digits, boolean whole) {
    try {
      if (!whole) {
        return Double.valueOf(digits);
      }
      if (digits.length() > 2 && digits.charAt(0) == '0' && isBase(digits.charAt(1))) {
        int radix =
            switch (digits.charAt(1)) {
              case 'x', 'X' -> 16;
              case 'o', 'O' -> 8;
              default -> 2;
            };
        return Long.valueOf(digits.substring(2), radix);
      }
      return Long.valueOf(digits);
    } catch (NumberFormatException none) {
      return null;
    }
  }

  private Token quoted(char quote) throws ExpressionException {
    int from = at++;
    StringBuilder content = new StringBuilder();
    while (at < text.length() && text.charAt(at) != quote) {
      char c = text.charAt(at++);
      if (c == '\\') {
        escape(content);
      } else {
        content.append(c);
      }
    }
    return end(from, content.toString());
  }

  private Token raw() throws ExpressionException {
    int from = at++;
    int close = text.indexOf('`', at);
    String content = close < 0 ? "" : text.substring(at, close);
    at = close < 0 ? text.length() : close;
    return end(from, content);
  }

  private Token end(int from, String content) throws ExpressionException {
    if (at >= text.length()) {
      throw ExpressionException.at(from, "a text that does not end (expected: a closing quote)");
    }
    at++;
    return new Token(Token.Type.TEXT, content, null, from);
  }

  private void escape(StringBuilder content) throws ExpressionException {
    int from = at - 1;
    char c = at < text.length() ? text.charAt(at++) : ' ';
    switch (c) {
      case 'a' -> content.append('\u0007');
      case 'b' -> content.append('\b');
      case 'f' -> content.append('\f');
      case 'n' -> content.append('\n');
      case 'r' -> content.append('\r');
      case 't' -> content.append('\t');
      case 'v' -> content.append('\u000b');
      case '\\', '\'', '"' -> content.append(c);
      case 'x' -> code(content, 2, from);
      case 'u' -> code(content, 4, from);
      case 'U' -> code(content, 8, from);
      default -> throw ExpressionException.at(from, "unknown escape \"\\" + c + "\"");
    }
  }

  private void code(StringBuilder content, int digits, int from) throws ExpressionException {
    try {
      content.appendCodePoint(Integer.parseInt(text, at, Math.min(text.length(), at + digits), 16));
      at += digits;
    } catch (IllegalArgumentException | IndexOutOfBoundsException wrong) {
      throw ExpressionException.at(from, "an escape without its " + digits + " hex digits");
    }
  }
}
