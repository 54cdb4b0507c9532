package io.beltline.components.series;

import io.beltline.model.otlp.ByteRange;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A hash of 128 bits in two lanes, the same in every process. Not for secrets: whoever wants two
 * texts with one hash can find them. One thread.
 */
final class Lanes {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long A = 0x9e3779b97f4a7c15L;
  private static final long B = 0xc2b2ae3d27d4eb4fL;
  private static final long C = 0xff51afd7ed558ccdL;
  private static final long D = 0xc4ceb9fe1a85ec53L;

  private long first;
  private long second;

  Lanes() {
    start();
  }

  /** Forgets what was added. */
  void start() {
    first = A;
    second = B;
  }

  /** Goes on where another one is. */
  void start(Lanes other) {
    first = other.first;
    second = other.second;
  }

  void add(long word) {
    first = Long.rotateLeft(first ^ mix(word + A), 27) * C;
    second = (Long.rotateLeft(second, 31) + mix(word ^ B)) * D;
  }

  void add(ByteRange bytes) {
    byte[] array = bytes.array();
    int at = bytes.offset();
    int left = bytes.length();
    add(left);
    for (; left >= Long.BYTES; left -= Long.BYTES, at += Long.BYTES) {
      add((long) WORDS.get(array, at));
    }
    if (left > 0) {
      long tail = 0;
      for (int i = 0; i < left; i++) {
        tail |= (array[at + i] & 0xffL) << (i * Byte.SIZE);
      }
      add(tail);
    }
  }

  /** Spreads a word over all bits: the last step of MurmurHash3, which can be turned round. */
  private static long mix(long word) {
    long mixed = (word ^ (word >>> 33)) * C;
    mixed = (mixed ^ (mixed >>> 33)) * D;
    return mixed ^ (mixed >>> 33);
  }

  long high() {
    return mix(first ^ Long.rotateLeft(second, 17));
  }

  long low() {
    return mix(second + A);
  }

  SeriesId id() {
    return new SeriesId(high(), low());
  }
}
