package io.beltline.receiver.journald;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads lines from a stream. A line that is longer than the limit is passed over and told; so the
 * array never grows beyond the limit and what comes at a time. One thread.
 */
final class BoundedLines {
  private static final int PIECE = 64 * 1024;

  private final InputStream in;
  private final int limit;
  private byte[] buffer = new byte[PIECE];
  private int length;
  private boolean skipping;

  /** Takes lines. */
  interface Taker {

    /** Takes a line without its end; a range of an array that is written over afterwards. */
    void line(byte[] bytes, int from, int to) throws InterruptedException;

    /** Takes the next part of a line that is longer than the limit; its end is told then. */
    void part(byte[] bytes, int from, int to);

    /** A line was longer than the limit: all its parts were taken. */
    void tooLong();
  }

  /**
   * Lines of a stream.
   *
   * @param limit the longest line in bytes
   */
  BoundedLines(InputStream in, int limit) {
    this.in = in;
    this.limit = limit;
  }

  /**
   * Waits for more, and gives the lines that are whole.
   *
   * @return false at the end of the stream; what has no end then is no line
   */
  boolean read(Taker taker) throws IOException, InterruptedException {
    if (buffer.length - length < PIECE / 2) {
      buffer = Arrays.copyOf(buffer, (int) Math.min(2L * buffer.length, (long) limit + PIECE));
    }
    int read = in.read(buffer, length, buffer.length - length);
    if (read < 0) {
      return false;
    }
    int searched = length;
    length += read;
    int begin = 0;
    for (int i = searched; i < length; i++) {
      if (buffer[i] == '\n') {
        give(begin, i, taker);
        begin = i + 1;
      }
    }
    System.arraycopy(buffer, begin, buffer, 0, length - begin);
    length -= begin;
    if (length > limit || skipping) {
      skipping = true;
      taker.part(buffer, 0, length);
      length = 0;
    }
    return true;
  }

  private void give(int from, int to, Taker taker) throws InterruptedException {
    if (skipping || to - from > limit) {
      skipping = false;
      taker.part(buffer, from, to);
      taker.tooLong();
    } else if (to > from) {
      taker.line(buffer, from, to);
    }
  }

  /** Whether more can be read without waiting. */
  boolean hasMore() throws IOException {
    return in.available() > 0;
  }
}
