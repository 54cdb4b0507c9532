package io.beltline.ottl.pattern;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is known at a place of a text.
 *
 * @param waiting the instructions that are next; the preferred ones first where that matters
 * @param before what stood before, and whether a match was seen
 * @param matched the patterns with a match that ended before the last byte
 */
@SuppressWarnings("ArrayRecordComponent") // equality is by content, below
record Kernel(int[] waiting, int before, int[] matched) {
  static final int[] NONE = {};

  /** The start of the text. */
  static final int AT_START = 1;

  /** A character of a word. */
  static final int AFTER_WORD = 2;

  /** The end of a line. */
  static final int AFTER_NEWLINE = 4;

  /** All that can stand before a place. */
  static final int PLACES = 8;

  /** A match was seen: none that begins later is of interest. */
  static final int SEALED = 8;

  boolean is(int flag) {
    return (before & flag) != 0;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Kernel that
        && before == that.before
        && Arrays.equals(waiting, that.waiting)
        && Arrays.equals(matched, that.matched);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Arrays.hashCode(waiting) + before) + Arrays.hashCode(matched);
  }
}
