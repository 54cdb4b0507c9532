package io.beltline.extension.bearertokenauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * The header values that carry a token.
 *
 * @param values at least one
 */
record Tokens(List<String> values) {

  static Tokens of(String scheme, List<String> tokens) {
    String prefix = scheme.isEmpty() ? "" : scheme + " ";
    return new Tokens(tokens.stream().map(token -> prefix + token).toList());
  }

  /** The first word of each line that has one. */
  static Tokens ofFile(String scheme, String text) {
    List<String> tokens =
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).map(Tokens::word).toList();
    if (tokens.isEmpty()) {
      throw new IllegalArgumentException("it holds no token");
    }
    return of(scheme, tokens);
  }

  private static String word(String line) {
    int end = 0;
    while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
      end++;
    }
    return line.substring(0, end);
  }

  /** Whether a header value is one of these; takes as long whichever it is. */
  boolean contain(String value) {
    byte[] given = value.getBytes(StandardCharsets.UTF_8);
    boolean found = false;
    for (String expected : values) {
      found |= MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given);
    }
    return found;
  }

  /** The value to send. */
  String first() {
    return values.getFirst();
  }

  @Override
  public String toString() {
    return values.size() + " tokens";
  }
}
