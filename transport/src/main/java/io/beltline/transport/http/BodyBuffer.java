package io.beltline.transport.http;

import io.beltline.model.Slice;
import io.beltline.transport.Admission;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** Gathers a body in one array. Room is reserved before it is used. For one event loop. */
final class BodyBuffer {
  // an announced length is believed up to here; beyond, room comes with the bytes
  private static final int TRUSTED = 1 << 20;

  private final long announced; // -1 if unknown
  private final long limit;
  private final Admission.Reservation reservation;
  private byte[] array;
  private int size;
  private long reserved;

  /** What became of bytes. */
  enum Outcome {
    TAKEN,
    TOO_LARGE,
    REFUSED
  }

  BodyBuffer(long announced, long limit, Admission.Reservation reservation) {
    this.announced = announced;
    this.limit = Math.min(limit, Integer.MAX_VALUE - 64);
    this.reservation = reservation;
    this.reserved = Math.max(0, announced);
    this.array = new byte[Math.clamp(announced, 0, TRUSTED)];
  }

  Outcome add(ByteBuf bytes) {
    int count = bytes.readableBytes();
    if (count > limit - size) {
      return Outcome.TOO_LARGE;
    }
    if (count > array.length - size) {
      long wanted = Math.min(limit, Math.max(size + (long) count, Math.max(1024, size * 2L)));
      if (announced > size + count) {
        wanted = announced;
      }
      if (wanted > reserved) {
        if (!reservation.grow(wanted - reserved)) {
          return Outcome.REFUSED;
        }
        reserved = wanted;
      }
      array = Arrays.copyOf(array, (int) wanted);
    }
    bytes.readBytes(array, size, count);
    size += count;
    return Outcome.TAKEN;
  }

  Slice toSlice() {
    return new Slice(array, 0, size);
  }
}
