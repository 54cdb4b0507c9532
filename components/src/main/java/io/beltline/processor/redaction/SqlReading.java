package io.beltline.processor.redaction;

/**
 * SQL read once by the rules of a dialect: a question mark stands for each number and text, in
 * quotes or dollar quotes. Comments are left out; white space becomes one space. One thread.
 */
final class SqlReading {
  /** What stands in double quotes: texts, names, or either by where it stands. */
  enum DoubleQuotes {
    TEXT,
    NAME,
    EITHER
  }

  /**
   * How a dialect is read.
   *
   * @param escapes whether a backslash inside a text takes its meaning from the next character
   * @param numberSigns whether a number sign begins a comment
   * @param doubleQuotes what stands in double quotes
   */
  record Rules(boolean escapes, boolean numberSigns, DoubleQuotes doubleQuotes) {}

  private final String sql;
  private final Rules rules;
  private final StringBuilder out;
  private final SqlPlaces places = new SqlPlaces();
  private int at;
  private boolean cut;

  private SqlReading(String sql, Rules rules) {
    this.sql = sql;
    this.rules = rules;
    this.out = new StringBuilder(sql.length());
  }

  static SqlReading of(String sql, Rules rules) {
    SqlReading reading = new SqlReading(sql, rules);
    reading.run();
    return reading;
  }

  /** The query without its literals; there may be a space around it. */
  String text() {
    return out.toString();
  }

  /** Whether the query ends inside of quotes or of a comment. */
  boolean isCut() {
    return cut;
  }

  private void run() {
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
        space();
      } else if (c == '\'') {
        text(end(c, rules.escapes));
      } else if (c == '"') {
        doubleQuoted();
      } else if (c == '`') {
        name(end(c, false));
      } else if (sql.startsWith("--", at) || (c == '#' && rules.numberSigns)) {
        skip(sql.indexOf('\n', at), 1);
      } else if (sql.startsWith("/*", at)) {
        int end = sql.indexOf("*/", at + 2);
        cut |= end < 0;
        skip(end, 2);
      } else if (c == '$' && dollarTag() >= 0) {
        dollarQuoted();
      } else if (startsNumber(c)) {
        number();
      } else if (Character.isJavaIdentifierStart(c)) {
        word();
      } else {
        out.append(c);
        places.sign(c);
        at++;
      }
    }
  }

  private void space() {
    if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
      out.append(' ');
    }
  }

  private void skip(int end, int length) {
    at = end < 0 ? sql.length() : end + length;
    space();
  }

  /** Where the quotes that begin here end; -1 if they do not. A quote twice stands for itself. */
  private int end(char quote, boolean escapes) {
    for (int i = at + 1; i < sql.length(); i++) {
      char c = sql.charAt(i);
      if (c == '\\' && escapes) {
        i++;
      } else if (c == quote) {
        if (i + 1 == sql.length() || sql.charAt(i + 1) != quote) {
          return i + 1;
        }
        i++;
      }
    }
    return -1;
  }

  private void text(int end) {
    cut |= end < 0;
    at = end < 0 ? sql.length() : end;
    out.append('?');
    places.value();
  }

  private void name(int end) {
    if (end < 0) { // nobody knows whether it would be a name
      text(end);
      return;
    }
    out.append(sql, at, end);
    places.value();
    at = end;
  }

  private void doubleQuoted() {
    int end = end('"', rules.escapes && rules.doubleQuotes != DoubleQuotes.NAME);
    boolean named =
        switch (rules.doubleQuotes) {
          case TEXT -> false;
          case NAME -> true;
          case EITHER -> end >= 0 && places.isName(sql, at, end);
        };
    if (named) {
      name(end);
    } else {
      text(end);
    }
  }

  /** Where the tag of a dollar quote ends, or -1 if there is none: {@code $$} or {@code $x_1$}. */
  private int dollarTag() {
    int end = at + 1;
    while (end < sql.length() && isTagPart(sql.charAt(end), end == at + 1)) {
      end++;
    }
    return end < sql.length() && sql.charAt(end) == '$' ? end + 1 : -1;
  }

  private static boolean isTagPart(char c, boolean first) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || c >= '\u0080'
        || (isDigit(c) && !first);
  }

  private void dollarQuoted() {
    int body = dollarTag();
    String tag = sql.substring(at, body);
    int end = sql.indexOf(tag, body);
    text(end < 0 ? -1 : end + tag.length());
  }

  private boolean startsNumber(char c) {
    boolean digit =
        isDigit(c) || (c == '.' && at + 1 < sql.length() && isDigit(sql.charAt(at + 1)));
    return digit
        && (out.isEmpty() || !Character.isJavaIdentifierPart(out.charAt(out.length() - 1)));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private void number() {
    int end = at;
    while (end < sql.length()) {
      char c = sql.charAt(end);
      boolean sign = (c == '+' || c == '-') && "eE".indexOf(sql.charAt(end - 1)) >= 0;
      if (!Character.isLetterOrDigit(c) && c != '.' && !sign) {
        break;
      }
      end++;
    }
    text(end);
  }

  private void word() {
    int from = at;
    while (at < sql.length() && Character.isJavaIdentifierPart(sql.charAt(at))) {
      at++;
    }
    boolean prefix = at - from == 1 && at < sql.length() && sql.charAt(at) == '\'';
    if (prefix) { // N'text', x'ff': part of the literal
      boolean escapes = sql.charAt(from) == 'E' || sql.charAt(from) == 'e';
      text(end('\'', rules.escapes || escapes));
    } else {
      out.append(sql, from, at);
      places.word(sql.substring(from, at));
    }
  }
}
