package io.beltline.components.tailing;

/**
 * A place in a file: how far it was read, and what stands right before.
 *
 * @param offset bytes from the start
 * @param window how many bytes before the offset are hashed
 * @param hash their hash
 * @param record how many records were read
 * @param skipping whether the rest of a line follows that was too long and is passed over
 */
record Mark(long offset, int window, long hash, long record, boolean skipping) {
  /** The start of a file. */
  static final Mark START = new Mark(0, 0, TailHash.of(new byte[0], 0, 0), 0, false);

  /**
   * The mark of a place in a buffer.
   *
   * @param start where the buffer's bytes begin that belong to the file
   * @param at the place
   * @param offset the place's offset in the file
   */
  static Mark of(byte[] buffer, int start, int at, long offset, long record, boolean skipping) {
    int window = Math.min(TailHash.WINDOW, at - start);
    return new Mark(offset, window, TailHash.of(buffer, at - window, at), record, skipping);
  }
}
