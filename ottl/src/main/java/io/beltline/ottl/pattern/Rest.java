package io.beltline.ottl.pattern;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the rest of a text from a place on. Safe for all threads: immutable but for
 * links, each of which is absent or right.
 */
final class Rest {
  /** The instructions that take the first byte of it and then lead to a match, in order. */
  final int[] viable;

  /** The first byte, or the end of the text, as flags of kernels. */
  final int first;

  /** Whether a match can begin behind the first byte; of the text's start: at it. */
  final boolean begins;

  /** What is known one byte earlier, by the class of that byte; the last is the text's start. */
  final @Nullable Rest[] longer;

  /** Where to go at this place, by where one stands; null before the first is asked for. */
  @Nullable Step @Nullable [] steps;

  Rest(int[] viable, int first, boolean begins, int classes) {
    this.viable = viable;
    this.first = first;
    this.begins = begins;
    this.longer = new @Nullable Rest[classes];
  }

  /**
   * The way that is preferred of those that lead to a match.
   *
   * @param saves the slots that are filled on it
   * @param next where one stands behind the byte; -1 if the match ends before it
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Step(int[] saves, int next) {}
}
