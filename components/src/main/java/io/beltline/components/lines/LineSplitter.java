package io.beltline.components.lines;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Divides at line feeds; a carriage return before one belongs to it. */
public final class LineSplitter implements Splitter {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;

  private final byte[] feed;
  private final byte[] carriage;

  /** A splitter for an encoding's line feed and carriage return. */
  public LineSplitter(byte[] feed, byte[] carriage) {
    this.feed = feed;
    this.carriage = carriage;
  }

  @Override
  public boolean canEndIn(byte[] bytes, int from, int to) {
    return find(bytes, from, to, (byte) '\n') >= 0;
  }

  @Override
  public int split(byte[] bytes, int from, int to, boolean last, Taker taker)
      throws InterruptedException {
    int at = from;
    for (int end = find(bytes, at, at, to); end >= 0; end = find(bytes, at, at, to)) {
      int text = endsWith(bytes, at, end, carriage) ? end - carriage.length : end;
      taker.take(at, text, end + feed.length);
      at = end + feed.length;
    }
    if (last && at < to) {
      taker.take(at, to, to);
      at = to;
    }
    return at;
  }

  private int find(byte[] bytes, int origin, int from, int to) {
    if (feed.length == 1) {
      return find(bytes, from, to, feed[0]);
    }
    for (int i = from; i + feed.length <= to; i++) {
      if ((i - origin) % feed.length == 0 && isAt(bytes, i, feed)) {
        return i;
      }
    }
    return -1;
  }

  /** Eight bytes at a time: what becomes zero when the wanted byte is taken off is the place. */
  private static int find(byte[] bytes, int from, int to, byte wanted) {
    long all = (wanted & 0xffL) * ONES;
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      long x = (long) LONG.get(bytes, i) ^ all;
      long zeros = (x - ONES) & ~x & (ONES << 7);
      if (zeros != 0) {
        return i + Long.numberOfTrailingZeros(zeros) / Byte.SIZE;
      }
    }
    for (; i < to; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  private static boolean endsWith(byte[] bytes, int from, int to, byte[] suffix) {
    return to - from >= suffix.length && isAt(bytes, to - suffix.length, suffix);
  }

  private static boolean isAt(byte[] bytes, int at, byte[] part) {
    for (int i = 0; i < part.length; i++) {
      if (bytes[at + i] != part[i]) {
        return false;
      }
    }
    return true;
  }
}
