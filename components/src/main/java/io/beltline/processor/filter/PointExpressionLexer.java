package io.beltline.processor.filter;

import java.util.ArrayList;
import java.util.List;

/** Cuts an expression into tokens. */
final class PointExpressionLexer {
  private static final List<String> SYMBOLS =
      List.of("==", "!=", "&&", "||", "!", "(", ")", "[", "]", ",");

  /** What a token is. */
  enum Kind {
    WORD,
    TEXT,
    SYMBOL,
    END
  }

  /** A token and the column it begins in, from 1. */
  record Token(Kind kind, String text, int column) {
    boolean is(String... words) {
      return (kind == Kind.WORD || kind == Kind.SYMBOL) && List.of(words).contains(text);
    }
  }

  private final String source;
  private int at;

  private PointExpressionLexer(String source) {
    this.source = source;
  }

  /** All tokens; the last is the end. */
  static List<Token> tokens(String source) throws InvalidExpressionException {
    PointExpressionLexer lexer = new PointExpressionLexer(source);
    List<Token> all = new ArrayList<>();
    do {
      all.add(lexer.next());
    } while (all.getLast().kind() != Kind.END);
    return all;
  }

  private Token next() throws InvalidExpressionException {
    while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
      at++;
    }
    int from = at;
    if (from == source.length()) {
      return new Token(Kind.END, "the end", from + 1);
    }
    char c = source.charAt(from);
    if (c == '"' || c == '\'' || c == '`') {
      return new Token(Kind.TEXT, text(c), from + 1);
    }
    if (Character.isJavaIdentifierStart(c)) {
      while (at < source.length() && Character.isJavaIdentifierPart(source.charAt(at))) {
        at++;
      }
      return new Token(Kind.WORD, source.substring(from, at), from + 1);
    }
    for (String symbol : SYMBOLS) {
      if (source.startsWith(symbol, from)) {
        at += symbol.length();
        return new Token(Kind.SYMBOL, symbol, from + 1);
      }
    }
    throw new InvalidExpressionException("unexpected \"" + c + "\" in column " + (from + 1));
  }

  private String text(char quote) throws InvalidExpressionException {
    int from = at++;
    StringBuilder text = new StringBuilder();
    while (at < source.length() && source.charAt(at) != quote) {
      char c = source.charAt(at++);
      if (c == '\\' && quote != '`' && at < source.length()) {
        c = escaped(source.charAt(at++));
      }
      text.append(c);
    }
    if (at == source.length()) {
      throw new InvalidExpressionException("the text in column " + (from + 1) + " has no end");
    }
    at++;
    return text.toString();
  }

  private char escaped(char c) throws InvalidExpressionException {
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case '\\', '"', '\'', '`' -> c;
      default -> throw new InvalidExpressionException("unknown \\" + c + " in column " + (at - 1));
    };
  }
}
