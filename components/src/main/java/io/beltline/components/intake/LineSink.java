package io.beltline.components.intake;

/** Takes the lines of one sender. One thread at a time. */
public interface LineSink {

  /**
   * Takes a line that is not empty.
   *
   * @param bytes are written over afterwards
   * @param from where the line begins, behind white space
   * @param to where it ends, before white space
   * @throws InterruptedException if the receiver ends while the pipeline says later; what was taken
   *     is counted as dropped
   */
  void line(byte[] bytes, int from, int to) throws InterruptedException;

  /**
   * There are no more lines for now: what waits for company must not wait any longer.
   *
   * @throws InterruptedException as {@link #line} does
   */
  default void pause() throws InterruptedException {}
}
