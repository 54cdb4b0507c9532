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
  public int from(Characters characters, byte[] bytes, int from, int to) {
    return preserveLeadingWhitespaces ? from : characters.skipSpace(bytes, from, to);
  }

  /** Where an entry ends. */
  public int to(Characters characters, byte[] bytes, int from, int to) {
    return preserveTrailingWhitespaces ? to : characters.cutSpace(bytes, from, to);
  }
}
