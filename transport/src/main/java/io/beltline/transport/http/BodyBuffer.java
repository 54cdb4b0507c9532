package io.beltline.transport.http;

import io.beltline.api.Reservation;
import io.beltline.model.Slice;
import io.beltline.model.Uninitialized;
import io.netty.buffer.ByteBuf;

/**
 * Gathers a body in one array. Room is reserved before it is used, and never more than a few times
 * what has come: who announces much and sends little holds little. For one event loop.
 */
final class BodyBuffer {
  /** What an announced length is believed at once; beyond, room comes with the bytes. */
  static final int FIRST = 256 << 10;

  private static final int STEP = 4;

  private final long announced; // -1 if unknown
  private final long limit;
  private final Reservation reservation;
  private byte[] array;
  private int size;
  private long reserved;

  /** What became of bytes. */
  enum Outcome {
    TAKEN,
    TOO_LARGE,
    REFUSED
  }

  /**
   * A buffer.
   *
   * @param announced the length, -1 if unknown
   * @param reservation holds the announced length if there is one; what it is too early for is
   *     given back
   */
  BodyBuffer(long announced, long limit, Reservation reservation) {
    this.announced = announced;
    this.limit = Math.min(limit, Integer.MAX_VALUE - 64);
    this.reservation = reservation;
    this.reserved = Math.clamp(announced, 0, FIRST);
    this.array = Uninitialized.bytes((int) reserved);
    reservation.shrink(announced - reserved);
  }

  Outcome add(ByteBuf bytes) {
    int count = bytes.readableBytes();
    if (count > limit - size) {
      return Outcome.TOO_LARGE;
    }
    if (count > array.length - size) {
      long wanted = wanted(size + (long) count);
      if (wanted > reserved) {
        if (!reservation.grow(wanted - reserved)) {
          return Outcome.REFUSED;
        }
        reserved = wanted;
      }
      byte[] larger = Uninitialized.bytes((int) wanted);
      System.arraycopy(array, 0, larger, 0, size);
      array = larger;
    }
    bytes.readBytes(array, size, count);
    size += count;
    return Outcome.TAKEN;
  }

  private long wanted(long least) {
    return least <= announced
        ? Math.min(announced, Math.max(least, (long) STEP * array.length))
        : Math.min(limit, Math.max(least, Math.max(1024, size * 2L)));
  }

  /** What is reserved for it. */
  Reservation reservation() {
    return reservation;
  }

  /** The body; the buffer is of no use any more and holds it no longer. */
  Slice take() {
    Slice body = new Slice(array, 0, size);
    array = new byte[0];
    return body;
  }
}
