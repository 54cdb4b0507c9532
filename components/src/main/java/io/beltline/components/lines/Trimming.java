package io.beltline.components.lines;

import io.beltline.config.Doc;

/**
 * Which white space around entries stays.
 *
 * @param preserveLeadingWhitespaces whether that before an entry does
 * @param preserveTrailingWhitespaces whether that behind an entry does
 */
public record Trimming(
    @Doc("Whether white space before an entry stays.") boolean preserveLeadingWhitespaces,
    @Doc("Whether white space behind an entry stays.") boolean preserveTrailingWhitespaces) {

  /** Nothing is trimmed. */
  public static final Trimming NONE = new Trimming(true, true);

  /** Where an entry begins. */
  public int from(byte[] bytes, int from, int to) {
    int at = from;
    while (!preserveLeadingWhitespaces && at < to && isSpace(bytes[at])) {
      at++;
    }
    return at;
  }

  /** Where an entry ends. */
  public int to(byte[] bytes, int from, int to) {
    int at = to;
    while (!preserveTrailingWhitespaces && at > from && isSpace(bytes[at - 1])) {
      at--;
    }
    return at;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }
}
