package io.beltline.components.lines;

/** Divides bytes into log entries. Stateless, safe for all threads. */
public interface Splitter {

  /**
   * Finds all entries that are whole.
   *
   * @param last whether nothing follows: the rest is an entry too
   * @return up to where entries were found
   */
  int split(byte[] bytes, int from, int to, boolean last, Taker taker) throws InterruptedException;

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
