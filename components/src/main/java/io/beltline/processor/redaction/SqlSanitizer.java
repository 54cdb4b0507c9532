package io.beltline.processor.redaction;

/**
 * Puts a question mark in place of each literal of SQL: numbers, texts in single quotes (with ''
 * and backslash escapes) and in dollar quotes. Comments are left out; white space becomes one
 * space.
 */
final class SqlSanitizer {
  private final String sql;
  private final StringBuilder out;
  private int at;

  private SqlSanitizer(String sql) {
    this.sql = sql;
    this.out = new StringBuilder(sql.length());
  }

  static String sanitize(String sql) {
    return new SqlSanitizer(sql).run();
  }

  private String run() {
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
        space();
      } else if (c == '\'') {
        quoted();
      } else if (c == '"' || c == '`') {
        name(c);
      } else if (sql.startsWith("--", at) || (c == '#' && !wordBefore())) {
        skipTo("\n");
      } else if (sql.startsWith("/*", at)) {
        skipTo("*/");
      } else if (c == '$' && dollarTag() >= 0) {
        dollarQuoted();
      } else if (startsNumber(c)) {
        number();
      } else if (Character.isJavaIdentifierStart(c)) {
        word();
      } else {
        out.append(c);
        at++;
      }
    }
    return out.toString().strip();
  }

  private void space() {
    if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
      out.append(' ');
    }
  }

  private boolean wordBefore() {
    return !out.isEmpty() && Character.isJavaIdentifierPart(out.charAt(out.length() - 1));
  }

  private void skipTo(String end) {
    int found = sql.indexOf(end, at);
    at = found < 0 ? sql.length() : found + end.length();
    space();
  }

  private void quoted() {
    at++;
    while (at < sql.length()) {
      char c = sql.charAt(at++);
      if (c == '\\') {
        at++;
      } else if (c == '\'') {
        if (at < sql.length() && sql.charAt(at) == '\'') {
          at++;
        } else {
          break;
        }
      }
    }
    literal();
  }

  /** One question mark; a prefix of the literal such as N or E is part of it. */
  private void literal() {
    out.append('?');
  }

  private void name(char quote) {
    int end = sql.indexOf(quote, at + 1);
    end = end < 0 ? sql.length() : end + 1;
    out.append(sql, at, end);
    at = end;
  }

  /** Where the tag of a dollar quote ends, or -1 if there is none: {@code $$} or {@code $x$}. */
  private int dollarTag() {
    int end = at + 1;
    while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
      end++;
    }
    return end < sql.length() && sql.charAt(end) == '$' ? end + 1 : -1;
  }

  private void dollarQuoted() {
    int body = dollarTag();
    String tag = sql.substring(at, body);
    int end = sql.indexOf(tag, body);
    at = end < 0 ? sql.length() : end + tag.length();
    literal();
  }

  private boolean startsNumber(char c) {
    boolean digit =
        isDigit(c) || (c == '.' && at + 1 < sql.length() && isDigit(sql.charAt(at + 1)));
    return digit && !wordBefore();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private void number() {
    while (at < sql.length()) {
      char c = sql.charAt(at);
      boolean sign = (c == '+' || c == '-') && "eE".indexOf(sql.charAt(at - 1)) >= 0;
      if (!Character.isLetterOrDigit(c) && c != '.' && !sign) {
        break;
      }
      at++;
    }
    literal();
  }

  private void word() {
    int from = at;
    while (at < sql.length() && Character.isJavaIdentifierPart(sql.charAt(at))) {
      at++;
    }
    boolean prefix = at - from == 1 && at < sql.length() && sql.charAt(at) == '\'';
    if (!prefix) { // N'text', x'ff': part of the literal
      out.append(sql, from, at);
    }
  }
}
