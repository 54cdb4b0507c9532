package io.beltline.components.traces;

import io.beltline.model.Slice;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * A hash of bytes that senders choose: a polynomial over the field of 2^61 - 1, taken at a point
 * that is secret and another in every process. Who does not know the point finds no bytes that meet
 * more often than by chance: with probability of about their length in 2^61.
 */
public final class SecretHash {
  private static final long PRIME = (1L << 61) - 1;
  private static final long POINT = new SecureRandom().nextLong(1L << 32, PRIME);

  private SecretHash() {}

  /** The hash of bytes. */
  public static int of(Slice bytes) {
    byte[] array = bytes.array();
    long hash = bytes.length() + 1L;
    int at = bytes.offset();
    for (; at + Integer.BYTES <= bytes.end(); at += Integer.BYTES) {
      int word =
          array[at] << 24
              | (array[at + 1] & 0xff) << 16
              | (array[at + 2] & 0xff) << 8
              | (array[at + 3] & 0xff);
      hash = step(hash, word & 0xffff_ffffL);
    }
    long rest = 0;
    for (; at < bytes.end(); at++) {
      rest = rest << 8 | (array[at] & 0xff);
    }
    return finish(step(hash, rest));
  }

  /** The hash of a text. */
  public static int of(String text) {
    return of(Slice.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The hash of two numbers. */
  public static int of(long a, long b) {
    long hash = step(1, a >>> 32);
    hash = step(hash, a & 0xffff_ffffL);
    hash = step(hash, b >>> 32);
    return finish(step(hash, b & 0xffff_ffffL));
  }

  private static long step(long hash, long word) {
    long high = Math.multiplyHigh(hash, POINT);
    long low = hash * POINT;
    long folded = (low & PRIME) + ((low >>> 61) | (high << 3)) + word;
    folded = (folded & PRIME) + (folded >>> 61);
    return folded >= PRIME ? folded - PRIME : folded;
  }

  /** All bits take part in those that a table looks at. */
  private static int finish(long hash) {
    long last = step(hash, 0);
    return (int) (last ^ (last >>> 32));
  }
}
