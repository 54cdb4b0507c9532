package io.beltline.components.lines;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds entries in bytes that come piece by piece, and keeps the rest for the next piece: as much
 * as the longest entry may have. What is longer is divided. The array is small at first, grows when
 * a piece fills it, and can be made as small again as what it keeps. One thread.
 */
public final class StreamSplitter {
  /** What a stream holds that keeps nothing. */
  private static final int LEAST = 1024;

  /** What a stream holds that brings much at a time. */
  private static final int USUAL = 8 * 1024;

  private final Splitter splitter;
  private final Trimming trimming;
  private final Characters characters;
  private final int limit;
  private final boolean utf8;
  private final int unit;
  private final Entries entries;
  private final Runnable tooLong;
  private byte[] buffer = new byte[LEAST];
  private int length;
  private int done;
  private boolean filledUp;

  /** Takes entries: a range of an array that is written over afterwards. */
  @FunctionalInterface
  public interface Entries {
    void take(byte[] bytes, int from, int to) throws InterruptedException;
  }

  /**
   * A splitter of one stream.
   *
   * @param limit the longest entry in bytes
   * @param tooLong hears of each place where an entry is divided because it is longer
   */
  public StreamSplitter(
      Splitter splitter,
      Trimming trimming,
      int limit,
      Charset charset,
      Entries entries,
      Runnable tooLong) {
    this.splitter = splitter;
    this.trimming = trimming;
    this.characters = new Characters(charset);
    this.limit = limit;
    this.utf8 = charset.equals(StandardCharsets.UTF_8);
    this.unit =
        charset.name().startsWith("UTF-16") ? 2 : charset.name().startsWith("UTF-32") ? 4 : 1;
    this.entries = entries;
    this.tooLong = tooLong;
  }

  /** The array for the next piece; to be filled from {@link #length}. */
  public byte[] buffer() {
    return buffer;
  }

  /** How many bytes are kept. */
  public int length() {
    return length;
  }

  /** Whether the next piece has no place. */
  public boolean isFull() {
    return length == buffer.length;
  }

  /**
   * How many more bytes the array should take: it is full, or the last piece has filled it and it
   * is smaller than usual. 0 where it need not grow.
   */
  public int growth() {
    if (!isFull() && !(filledUp && buffer.length < USUAL)) {
      return 0;
    }
    return (int) Math.min(Math.max(USUAL, 2L * buffer.length), most()) - buffer.length;
  }

  private int most() {
    return limit + USUAL;
  }

  /** Makes the array larger by {@link #growth}. */
  public void grow() {
    buffer = Arrays.copyOf(buffer, buffer.length + growth());
    filledUp = false;
  }

  /**
   * Makes the array as small as what it keeps allows; for when no piece is there to come.
   *
   * @return how many bytes fewer it has
   */
  public int shrink() {
    filledUp = false;
    int fitting = LEAST;
    while (fitting <= length) {
      fitting = (int) Math.min(2L * fitting, most());
    }
    int fewer = buffer.length - fitting;
    if (fewer <= 0) {
      return 0;
    }
    buffer = Arrays.copyOf(buffer, fitting);
    return fewer;
  }

  /**
   * Finds entries in what is kept and a piece behind it.
   *
   * @param more how many bytes were filled in
   * @param last whether nothing follows
   * @throws InterruptedException if who takes entries ends; what is behind the last one is kept
   */
  public void filled(int more, boolean last) throws InterruptedException {
    int before = length;
    length += more;
    filledUp = isFull();
    if (last || length > limit || splitter.canEndIn(buffer, before, length)) {
      find(last);
    }
  }

  /**
   * Finds entries in what is kept, where who takes them has failed before.
   *
   * @throws InterruptedException as {@link #filled}
   */
  public void again() throws InterruptedException {
    find(false);
  }

  private void find(boolean last) throws InterruptedException {
    done = 0;
    try {
      done = splitter.split(buffer, 0, length, last, this::taken);
      while (length - done > limit) {
        int from = done;
        done = boundary(from, from + limit);
        tooLong.run();
        splitter.cut(done - from);
        trimmed(from, done);
      }
    } finally {
      keep(done);
    }
  }

  /** Nothing follows for now: what seems to be whole does not wait for more. */
  public void pause() throws InterruptedException {
    done = 0;
    try {
      done = splitter.pause(buffer, 0, length, this::taken);
    } finally {
      keep(done);
    }
  }

  private void taken(int from, int to, int next) throws InterruptedException {
    done = next;
    emit(from, to);
  }

  /**
   * Lets go what is kept and a piece behind it, as {@link #filled} with nothing to follow.
   *
   * @return how many entries are in it
   */
  public int drop(int more) throws InterruptedException {
    int[] entries = {0};
    splitter.split(
        buffer,
        0,
        length + more,
        true,
        (from, to, next) -> {
          int start = trimming.from(characters, buffer, from, to);
          entries[0] += start < trimming.to(characters, buffer, start, to) ? 1 : 0;
        });
    length = 0;
    return entries[0];
  }

  /**
   * Passes on what is kept as an entry, up to its last whole character, though more of it may
   * follow: for want of room.
   */
  public void divide() throws InterruptedException {
    int to = length > 1 ? boundary(0, length - 1) : length;
    try {
      splitter.cut(to);
      trimmed(0, to);
    } finally {
      keep(to);
    }
  }

  private void keep(int from) {
    if (from > 0) {
      System.arraycopy(buffer, from, buffer, 0, length - from);
      length -= from;
    }
  }

  private void emit(int from, int to) throws InterruptedException {
    int at = from;
    while (to - at > limit) {
      int end = boundary(at, at + limit);
      tooLong.run();
      trimmed(at, end);
      at = end;
    }
    trimmed(at, to);
  }

  private void trimmed(int from, int to) throws InterruptedException {
    int start = trimming.from(characters, buffer, from, to);
    int end = trimming.to(characters, buffer, start, to);
    if (start < end) {
      entries.take(buffer, start, end);
    }
  }

  /** Where a part may end: not within a character. */
  private int boundary(int from, int to) {
    int at = to - (to - from) % unit;
    if (utf8) {
      while (at > to - 4 && at > from + 1 && (buffer[at] & 0xc0) == 0x80) {
        at--;
      }
    }
    return at > from ? at : to;
  }
}
