package io.beltline.transport.compression;

import io.beltline.api.Reservation;
import io.beltline.model.Slice;
import io.beltline.model.Uninitialized;
import io.beltline.transport.compression.CompressionException.Reason;
import java.io.IOException;
import java.io.InputStream;

/**
 * Gathers bytes in one growing array up to a limit. Room is reserved before it is allocated. Not
 * for more than one thread.
 */
final class Sink {
  private static final byte[] NONE = new byte[0];

  private final long limit;
  private final Reservation reservation;
  private byte[] array = NONE;
  private int size;
  private long reserved;

  Sink(long limit, Reservation reservation) {
    this.limit = Math.min(limit, Integer.MAX_VALUE - 64);
    this.reservation = reservation;
  }

  static CompressionException tooLarge(long limit) {
    return new CompressionException(
        Reason.TOO_LARGE, "decompressed data exceeds the limit of " + limit + " bytes");
  }

  static CompressionException corrupt(String what) {
    return new CompressionException(Reason.CORRUPT, what);
  }

  /** The array to write into, from {@link #size} on. */
  byte[] array() {
    return array;
  }

  int size() {
    return size;
  }

  int room() {
    return array.length - size;
  }

  /** How many bytes may still come. */
  long left() {
    return limit - size;
  }

  /** Tells that bytes were written into the array. */
  void advance(int count) {
    size += count;
  }

  /** Makes room for an exact count. */
  void require(long count) throws CompressionException {
    if (count > limit - size) {
      throw tooLarge(limit);
    }
    if (count > room()) {
      resize((int) (size + count));
    }
  }

  /** Makes room for a count that is likely, and one byte more to see the end without growing. */
  void expect(long count) throws CompressionException {
    if (count > limit - size) {
      throw tooLarge(limit);
    }
    if (count >= room()) {
      resize((int) (size + count + 1));
    }
  }

  /** Makes some room where there is none; at the limit one byte, to see whether more comes. */
  void more(int hint) throws CompressionException {
    if (room() > 0) {
      return;
    }
    if (size > limit) {
      throw tooLarge(limit);
    }
    long wanted = size == 0 ? Math.max(hint, 256) : size * 2L;
    resize((int) Math.max(size + 1L, Math.min(wanted, limit)));
  }

  /** Fails if more came than may. */
  void check() throws CompressionException {
    if (size > limit) {
      throw tooLarge(limit);
    }
  }

  private void resize(int capacity) throws CompressionException {
    if (capacity > reserved && !reservation.grow(capacity - reserved)) {
      throw new CompressionException(Reason.REFUSED, "too many bytes in flight");
    }
    reserved = Math.max(reserved, capacity);
    byte[] larger = Uninitialized.bytes(capacity);
    System.arraycopy(array, 0, larger, 0, size);
    array = larger;
  }

  void write(byte[] from, int offset, int count) throws CompressionException {
    if (count > limit - size) {
      throw tooLarge(limit);
    }
    if (count > room()) {
      resize((int) Math.min(limit, Math.max(size + (long) count, size * 2L)));
    }
    System.arraycopy(from, offset, array, size, count);
    size += count;
  }

  /** Reads a stream to its end. */
  void readAll(InputStream in, int hint) throws IOException, CompressionException {
    while (true) {
      more(hint);
      int count = in.read(array, size, room());
      if (count < 0) {
        return;
      }
      size += count;
      check();
    }
  }

  Slice toSlice() {
    return new Slice(array, 0, size);
  }
}
