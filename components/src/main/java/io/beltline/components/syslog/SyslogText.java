package io.beltline.components.syslog;

import org.jspecify.annotations.Nullable;

/** A message that is read from the left. One thread. */
final class SyslogText {
  private static final int MOST_PRIORITY = 191;

  final String text;
  int at;

  SyslogText(String text, int at) {
    this.text = text;
    this.at = at;
  }

  boolean isAtEnd() {
    return at >= text.length();
  }

  boolean isAt(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  MalformedSyslogException malformed(String expected) {
    return new MalformedSyslogException(expected, at);
  }

  void expect(char c) throws MalformedSyslogException {
    if (!isAt(c)) {
      throw malformed(c == ' ' ? "a space" : "\"" + c + "\"");
    }
    at++;
  }

  void skipSpaces() {
    while (isAt(' ')) {
      at++;
    }
  }

  /** {@code <0>} to {@code <191>}. */
  int priority() throws MalformedSyslogException {
    expect('<');
    int begin = at;
    int value = number(3);
    if (value > MOST_PRIORITY || (at - begin > 1 && text.charAt(begin) == '0')) {
      at = begin;
      throw malformed("a priority of 0 to " + MOST_PRIORITY);
    }
    expect('>');
    return value;
  }

  /** A number of one to so many digits. */
  int number(int most) throws MalformedSyslogException {
    int begin = at;
    int value = 0;
    while (at < text.length() && at - begin < most && isDigit(text.charAt(at))) {
      value = 10 * value + text.charAt(at++) - '0';
    }
    if (at == begin) {
      throw malformed("a number");
    }
    return value;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isGraph(char c) {
    return c > ' ' && c < 0x7f;
  }

  /** What stands up to the next space or the end; empty if that is here. */
  String token() {
    int space = text.indexOf(' ', at);
    String token = text.substring(at, space < 0 ? text.length() : space);
    at += token.length();
    return token;
  }

  /** A token of visible ASCII, or null for a dash. */
  @Nullable String field(String name, int most) throws MalformedSyslogException {
    int begin = at;
    String token = token();
    boolean visible = token.chars().allMatch(c -> isGraph((char) c));
    if (token.isEmpty() || token.length() > most || !visible) {
      at = begin;
      throw malformed(name + " of 1 to " + most + " visible characters");
    }
    return token.equals("-") ? null : token;
  }

  String rest() {
    String rest = text.substring(at);
    at = text.length();
    return rest;
  }
}
