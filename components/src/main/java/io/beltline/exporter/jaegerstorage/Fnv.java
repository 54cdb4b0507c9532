package io.beltline.exporter.jaegerstorage;

/**
 * The hash of 64 bits that Jaeger makes ids of documents with.
 *
 * @see <a href="http://www.isthe.com/chongo/tech/comp/fnv/">FNV-1a</a>
 */
final class Fnv {
  private static final long BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private Fnv() {}

  /** The hash of nothing, to be gone on with. */
  static long start() {
    return BASIS;
  }

  /** The hash of what was hashed before and these bytes. */
  static long add(long hash, byte[] bytes, int from, int to) {
    long next = hash;
    for (int i = from; i < to; i++) {
      next = (next ^ (bytes[i] & 0xff)) * PRIME;
    }
    return next;
  }

  /** A hash as Jaeger writes it. */
  static String text(long hash) {
    return Long.toHexString(hash);
  }
}
