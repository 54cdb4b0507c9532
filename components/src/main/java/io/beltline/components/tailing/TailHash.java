package io.beltline.components.tailing;

/** A hash of bytes, to recognise content by. FNV-1a over words of 64 bits, with a final mix. */
final class TailHash {
  /** How many bytes before an offset are hashed at most. */
  static final int WINDOW = 128;

  private static final long PRIME = 0x9E3779B97F4A7C15L;

  private TailHash() {}

  /** The hash of a part of an array. */
  static long of(byte[] bytes, int from, int to) {
    long hash = 0xcbf29ce484222325L ^ (to - from);
    int at = from;
    for (; at + 8 <= to; at += 8) {
      hash = (hash ^ (long) LONG.get(bytes, at)) * PRIME;
      hash ^= hash >>> 32;
    }
    for (; at < to; at++) {
      hash = (hash ^ (bytes[at] & 0xff)) * PRIME;
      hash ^= hash >>> 29;
    }
    return hash ^ (hash >>> 32);
  }

  private static final java.lang.invoke.VarHandle LONG =
      java.lang.invoke.MethodHandles.byteArrayViewVarHandle(
          long[].class, java.nio.ByteOrder.LITTLE_ENDIAN);
}
