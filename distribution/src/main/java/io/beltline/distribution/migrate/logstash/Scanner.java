package io.beltline.distribution.migrate.logstash;

import io.beltline.config.Position;
import io.beltline.distribution.migrate.UnreadableException;

/** Reads characters of Logstash's language, over white space and comments. One thread. */
final class Scanner {
  private final String text;
  private final String source;
  private int at;

  Scanner(String text, String source) {
    this.text = text;
    this.source = source;
  }

  /** Where the next word stands. */
  Position place() {
    skip();
    int line = 1;
    int begin = 0;
    for (int i = 0; i < at; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        begin = i + 1;
      }
    }
    return new Position(source, line, at - begin + 1);
  }

  /** Whether all is read. */
  boolean atEnd() {
    skip();
    return at == text.length();
  }

  private void skip() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (Character.isWhitespace(c)) {
        at++;
      } else {
        return;
      }
    }
  }

  /** The next character; 0 at the end. */
  char peek() {
    skip();
    return at < text.length() ? text.charAt(at) : 0;
  }

  /** Takes a mark if it comes next. */
  boolean take(String mark) {
    skip();
    if (!text.startsWith(mark, at)) {
      return false;
    }
    int end = at + mark.length();
    boolean word = Character.isLetter(mark.charAt(0));
    if (word && end < text.length() && isWord(text.charAt(end))) {
      return false;
    }
    at = end;
    return true;
  }

  /** Takes a mark that must come next. */
  void expect(String mark) throws UnreadableException {
    if (!take(mark)) {
      throw wrong("expected: " + mark);
    }
  }

  /** A word of letters, digits, underscores, dots, colons and dashes. */
  String word() throws UnreadableException {
    skip();
    int start = at;
    while (at < text.length() && isWord(text.charAt(at))) {
      at++;
    }
    if (start == at) {
      throw wrong("expected: a name");
    }
    return text.substring(start, at);
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || "_.@:-".indexOf(c) >= 0;
  }

  /** A text in quotes. A quote behind a backslash does not end it; backslashes stay. */
  String quoted() throws UnreadableException {
    char quote = peek();
    StringBuilder out = new StringBuilder();
    for (at++; at < text.length() && text.charAt(at) != quote; at++) {
      if (text.charAt(at) == '\\' && at + 1 < text.length() && text.charAt(at + 1) == quote) {
        at++;
      } else if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        out.append(text.charAt(at++));
      }
      out.append(text.charAt(at));
    }
    if (at == text.length()) {
      throw wrong("a text does not end");
    }
    at++;
    return out.toString();
  }

  /** A regular expression between slashes. */
  String regex() throws UnreadableException {
    StringBuilder out = new StringBuilder();
    for (at++; at < text.length() && text.charAt(at) != '/'; at++) {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        if (text.charAt(at + 1) != '/') {
          out.append('\\');
        }
        at++;
      }
      out.append(text.charAt(at));
    }
    if (at == text.length()) {
      throw wrong("a regular expression does not end");
    }
    at++;
    return out.toString();
  }

  /** A field reference: {@code [http][status]}. */
  String reference() throws UnreadableException {
    StringBuilder out = new StringBuilder();
    while (at < text.length() && text.charAt(at) == '[') {
      int end = text.indexOf(']', at);
      if (end < 0) {
        throw wrong("a field reference does not end");
      }
      out.append(text, at, end + 1);
      at = end + 1;
    }
    return out.toString();
  }

  /** What is wrong here. */
  UnreadableException wrong(String words) {
    Position place = place();
    String found = at < text.length() ? "\"" + text.charAt(at) + "\"" : "the end";
    return new UnreadableException(place + ": " + found + " cannot stand here (" + words + ")");
  }
}
