package io.beltline.transport.config;

/** The value of a header as it is sent. */
public final class HeaderValue {
  private HeaderValue() {}

  /** A value without the spaces and tabs around it, which are no part of it (RFC 9110, 5.5). */
  public static String of(String written) {
    int from = 0;
    int to = written.length();
    while (from < to && isSpace(written.charAt(from))) {
      from++;
    }
    while (from < to && isSpace(written.charAt(to - 1))) {
      to--;
    }
    return written.substring(from, to);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }
}
