package io.beltline.exporter.prometheusremotewrite;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.concurrent.ThreadLocalRandom;

/** A hash of bytes with a seed of its own: nobody knows what collides. */
final class ByteHash {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long FACTOR = 0x9e3779b97f4a7c15L;

  private final long seed = ThreadLocalRandom.current().nextLong();

  /**
   * The hash of some bytes.
   *
   * @param within a number that is mixed in
   */
  int of(long within, byte[] in, int from, int to) {
    long hash = (seed ^ within) * FACTOR;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      hash = (Long.rotateLeft(hash, 29) ^ (long) LONG.get(in, at)) * FACTOR;
    }
    for (; at < to; at++) {
      hash = (Long.rotateLeft(hash, 29) ^ in[at]) * FACTOR;
    }
    return (int) (hash >>> 32);
  }
}
