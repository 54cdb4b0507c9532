package io.beltline.components.lines;

/**
 * Divides bytes into log entries. Stateless and safe for all threads, unless it says that it is of
 * one stream.
 */
public interface Splitter {

  /**
   * Finds all entries that are whole.
   *
   * @param last whether nothing follows: the rest is an entry too
   * @return up to where entries were found
   */
  int split(byte[] bytes, int from, int to, boolean last, Taker taker) throws InterruptedException;

  /**
   * Finds entries that the last {@link #split} has left only since more of them could have
   * followed: nothing follows for now.
   *
   * @return up to where entries were found
   */
  default int pause(byte[] bytes, int from, int to, Taker taker) throws InterruptedException {
    return from;
  }

  /**
   * Whether bytes that have just come can end an entry. Where they cannot, a stream need not look
   * at all that it keeps, and a sender of single bytes costs no more than they do.
   */
  default boolean canEndIn(byte[] bytes, int from, int to) {
    return true;
  }

  /**
   * Hears that an entry was longer than it may be: bytes were taken from the front of what the last
   * {@link #split} left, and what follows them belongs to the same entry.
   */
  default void cut(int bytes) {}

  /** Takes entries. */
  @FunctionalInterface
  interface Taker {
    /**
     * Takes an entry.
     *
     * @param from where its text begins
     * @param to where its text ends
     * @param next where the next begins
     */
    void take(int from, int to, int next) throws InterruptedException;
  }
}
