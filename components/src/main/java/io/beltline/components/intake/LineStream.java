package io.beltline.components.intake;

import java.util.Arrays;

/**
 * Finds lines in bytes that come piece by piece. A line that is longer than the longest is left out
 * as a whole and told of. One thread.
 */
final class LineStream {
  /** How many bytes it takes when the first piece comes; until then it takes none. */
  static final int FIRST = 4 * 1024;

  private final int longest;
  private final Runnable tooLong;
  private byte[] buffer = {};
  private int length;
  private boolean skipping;

  /**
   * An empty stream.
   *
   * @param longest how many bytes a line may have
   * @param tooLong told of each that has more
   */
  LineStream(int longest, Runnable tooLong) {
    this.longest = longest;
    this.tooLong = tooLong;
  }

  /** The array for the next piece; to be filled from {@link #length}. */
  byte[] buffer() {
    if (buffer.length == 0) {
      buffer = new byte[FIRST];
    }
    return buffer;
  }

  /** How many bytes are kept. */
  int length() {
    return length;
  }

  /** Finds lines in what is kept and {@code more} bytes behind it. */
  void filled(int more, LineSink sink) throws InterruptedException {
    int from = 0;
    int end = length + more;
    try {
      for (int i = length; i < end; i++) {
        if (buffer[i] == '\n') {
          int begin = skipping ? i : from;
          skipping = false;
          from = i + 1; // whatever becomes of the line, it is not kept
          emit(buffer, begin, i, sink);
        }
      }
    } finally {
      keep(from, end);
    }
  }

  private void keep(int from, int end) {
    length = skipping ? 0 : end - from;
    System.arraycopy(buffer, from, buffer, 0, length);
    if (length == longest) {
      tooLong.run();
      skipping = true;
      length = 0;
    }
  }

  /** Whether it has to {@link #grow} before it takes more. */
  boolean isFull() {
    return length == buffer.length;
  }

  /** How many more bytes it takes by growing. */
  int growth() {
    return Math.min(longest, 2 * buffer.length) - buffer.length;
  }

  /** Makes the array larger. */
  void grow() {
    buffer = Arrays.copyOf(buffer, buffer.length + growth());
  }

  /** Leaves out the line that is under way, up to its end. */
  void skip() {
    skipping = true;
    length = 0;
  }

  /** Makes the array as small as at first if little is kept; by how many bytes. */
  int shrink() {
    int fewer = length < FIRST ? Math.max(0, buffer.length - FIRST) : 0;
    if (fewer > 0) {
      buffer = Arrays.copyOf(buffer, FIRST);
    }
    return fewer;
  }

  /**
   * Lets go what is kept and {@code more} bytes behind it.
   *
   * @return how many lines are in it, the one that has no end among them
   */
  int drop(int more) {
    int lines = 0;
    boolean blank = true;
    for (int i = 0; i < length + more; i++) {
      if (buffer[i] == '\n') {
        lines += blank || skipping ? 0 : 1;
        blank = true;
        skipping = false;
      } else {
        blank &= isSpace(buffer[i]);
      }
    }
    length = 0;
    return lines + (blank || skipping ? 0 : 1);
  }

  /** Nothing follows: what is kept is the last line. */
  void end(LineSink sink) throws InterruptedException {
    int end = length;
    length = 0;
    emit(buffer, 0, end, sink);
  }

  /** Gives all lines of bytes that are whole. */
  static void each(byte[] bytes, int from, int to, LineSink sink) throws InterruptedException {
    int begin = from;
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\n') {
        emit(bytes, begin, i, sink);
        begin = i + 1;
      }
    }
    emit(bytes, begin, to, sink);
  }

  private static void emit(byte[] bytes, int from, int to, LineSink sink)
      throws InterruptedException {
    int begin = from;
    int end = to;
    while (begin < end && isSpace(bytes[begin])) {
      begin++;
    }
    while (end > begin && isSpace(bytes[end - 1])) {
      end--;
    }
    if (begin < end) {
      sink.line(bytes, begin, end);
    }
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == 0;
  }
}
