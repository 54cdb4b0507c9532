package io.beltline.components.tailing;

import io.beltline.components.operators.Origin;

/** What one thread gathers of lines, of one file or several. One thread. */
public interface LineBatch {

  /** Says that the lines to come are seen now. */
  default void seen() {}

  /**
   * Whether what has no line feed behind it may be a line. What is none waits until more of it
   * comes, or for a minute.
   *
   * @param bytes an array that is written over afterwards
   */
  default boolean isEntry(byte[] bytes, int from, int to) {
    return true;
  }

  /**
   * Takes a line.
   *
   * @param bytes an array that is written over afterwards
   * @param begin where in the file the line begins
   * @param origin to be released when the line has come to its end
   */
  void take(LineSource file, byte[] bytes, int from, int to, long begin, Origin origin)
      throws InterruptedException;

  /** Ships what there is if it is enough for a request. */
  void shipIfFull() throws InterruptedException;

  /**
   * Ships what there is, and waits while the pipeline says later.
   *
   * @throws InterruptedException if the receiver ends before: the lines stay outstanding
   */
  void ship() throws InterruptedException;

  /**
   * Ships what there is although a bug was met, which is that of another line. If shipping fails
   * too, that is suppressed in the bug.
   *
   * @throws InterruptedException if the receiver ends before
   */
  default void shipBeside(RuntimeException bug) throws InterruptedException {
    try {
      ship();
    } catch (RuntimeException another) {
      if (!another.equals(bug)) {
        bug.addSuppressed(another);
      }
    }
  }
}
