package io.beltline.components.lines;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds entries in bytes that come piece by piece, and keeps the rest for the next piece: as much
 * as the longest entry may have. What is longer is divided. One thread.
 */
public final class StreamSplitter {
  private static final int LEAST = 8 * 1024;

  private final Splitter splitter;
  private final Trimming trimming;
  private final int limit;
  private final boolean utf8;
  private final Entries entries;
  private byte[] buffer = new byte[LEAST];
  private int length;

  /** Takes entries: a range of an array that is written over afterwards. */
  @FunctionalInterface
  public interface Entries {
    void take(byte[] bytes, int from, int to) throws InterruptedException;
  }

  /**
   * A splitter of one stream.
   *
   * @param limit the longest entry in bytes
   */
  public StreamSplitter(
      Splitter splitter, Trimming trimming, int limit, Charset charset, Entries entries) {
    this.splitter = splitter;
    this.trimming = trimming;
    this.limit = limit;
    this.utf8 = charset.equals(StandardCharsets.UTF_8);
    this.entries = entries;
  }

  /** The array for the next piece; to be filled from {@link #length}. */
  public byte[] buffer() {
    return buffer;
  }

  /** How many bytes are kept. */
  public int length() {
    return length;
  }

  /** How many more bytes the array takes by itself when it is full; 0 while it is not. */
  public int growth() {
    return length < buffer.length ? 0 : Math.min(buffer.length, most() - buffer.length);
  }

  private int most() {
    return limit + LEAST;
  }

  /** Makes the array larger by {@link #growth}. */
  public void grow() {
    buffer = Arrays.copyOf(buffer, buffer.length + growth());
  }

  /**
   * Finds entries in what is kept and a piece behind it.
   *
   * @param more how many bytes were filled in
   * @param last whether nothing follows
   */
  public void filled(int more, boolean last) throws InterruptedException {
    int before = length;
    length += more;
    if (!last && length <= limit && !splitter.canEndIn(buffer, before, length)) {
      return;
    }
    int done = splitter.split(buffer, 0, length, last, (from, to, next) -> emit(from, to));
    while (length - done > limit) {
      int to = boundary(done, done + limit);
      emit(done, to);
      done = to;
    }
    System.arraycopy(buffer, done, buffer, 0, length - done);
    length -= done;
  }

  private void emit(int from, int to) throws InterruptedException {
    int at = from;
    while (to - at > limit) {
      int end = boundary(at, at + limit);
      trimmed(at, end);
      at = end;
    }
    trimmed(at, to);
  }

  private void trimmed(int from, int to) throws InterruptedException {
    int start = trimming.from(buffer, from, to);
    int end = trimming.to(buffer, start, to);
    if (start < end) {
      entries.take(buffer, start, end);
    }
  }

  /** Where a part may end: not within a character. */
  private int boundary(int from, int to) {
    int at = to;
    if (utf8) {
      while (at > to - 4 && at > from + 1 && (buffer[at] & 0xc0) == 0x80) {
        at--;
      }
    }
    return at;
  }
}
