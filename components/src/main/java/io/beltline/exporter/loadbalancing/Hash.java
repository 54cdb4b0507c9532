package io.beltline.exporter.loadbalancing;

import io.beltline.model.Slice;
import java.util.zip.CRC32;

/** What tells the place of a key on the ring. One thread. */
final class Hash {
  private final CRC32 crc = new CRC32();

  /** The CRC-32 of some bytes. */
  long of(Slice bytes) {
    crc.reset();
    crc.update(bytes.array(), bytes.offset(), bytes.length());
    return crc.getValue();
  }

  /** The CRC-32 of a text in UTF-8. */
  long of(String text) {
    return of(Slice.utf8(text));
  }

  /** The CRC-32 of numbers. */
  long of(long... numbers) {
    crc.reset();
    for (long number : numbers) {
      for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
        crc.update((int) (number >>> shift));
      }
    }
    return crc.getValue();
  }

  /**
   * A number for the attributes of a message, whatever their order.
   *
   * @param field the number of the field that holds them
   */
  long ofAttributes(Slice message, int field) {
    WireFields walk = new WireFields().open(message);
    long sum = 0;
    while (walk.next()) {
      if (walk.isBytes(field)) {
        sum += spread(of(walk.content()));
      }
    }
    return sum;
  }

  /** So that two equal sums of different attributes are as rare as two equal numbers. */
  private static long spread(long value) {
    long mixed = (value + 1) * 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ (mixed >>> 32)) * 0xd6e8feb86659fd93L;
    return mixed ^ (mixed >>> 32);
  }
}
