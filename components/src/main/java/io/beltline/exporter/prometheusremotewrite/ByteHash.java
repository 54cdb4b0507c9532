package io.beltline.exporter.prometheusremotewrite;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.concurrent.ThreadLocalRandom;

/** A hash of bytes with a seed of its own: nobody knows what collides. */
final class ByteHash {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  // the upper half of a product has of each bit of both: what collides depends on the secrets
  private final long first = ThreadLocalRandom.current().nextLong();
  private final long second = ThreadLocalRandom.current().nextLong();

  /**
   * The hash of some bytes.
   *
   * @param within a number that is mixed in
   */
  int of(long within, byte[] in, int from, int to) {
    long hash = mixed(within ^ first, (to - from) ^ second);
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      hash = mixed((long) LONG.get(in, at) ^ first, hash ^ second);
    }
    return (int) mixed(rest(in, from, at, to) ^ first, hash ^ second);
  }

  /** The bytes behind the last whole eight: the last eight, as far as there are so many. */
  private static long rest(byte[] in, int from, int at, int to) {
    if (to - from >= Long.BYTES) {
      return (long) LONG.get(in, to - Long.BYTES);
    }
    long rest = 0;
    for (int i = at; i < to; i++) {
      rest = rest << Byte.SIZE | (in[i] & 0xff);
    }
    return rest;
  }

  private static long mixed(long a, long b) {
    return a * b ^ Math.multiplyHigh(a, b);
  }
}
