package io.beltline.delivery;

import io.beltline.model.Uninitialized;
import io.beltline.model.otlp.Wire;
import java.util.Arrays;

/**
 * Notes what a part of a message is made of, ranges of its bytes and headers around them, and
 * writes it in one go when all lengths are known.
 */
final class PartWriter {
  private final byte[] source;

  /** Two for each piece: where a range starts and ends, or a tag's complement and a length. */
  private int[] pieces = new int[32];

  private int used;
  private int size;

  /**
   * A part without bytes.
   *
   * @param source where the ranges are; shared, not written
   */
  PartWriter(byte[] source) {
    this.source = source;
  }

  byte[] source() {
    return source;
  }

  /** Adds bytes of the source as they are. */
  void copy(int from, int to) {
    if (used > 0 && pieces[used - 1] == from && pieces[used - 2] >= 0) {
      pieces[used - 1] = to;
    } else {
      add(from, to);
    }
    size += to - from;
  }

  /** Opens a message with this tag around what follows, and returns what {@link #close} wants. */
  int open(int tag) {
    add(~tag, size);
    return used - 1;
  }

  /** Closes the message opened last. */
  void close(int opened) {
    int length = size - pieces[opened];
    pieces[opened] = length;
    size += Wire.sizeOf(~pieces[opened - 1]) + Wire.sizeOf(length);
  }

  private void add(int first, int second) {
    if (used == pieces.length) {
      pieces = Arrays.copyOf(pieces, 2 * used);
    }
    pieces[used++] = first;
    pieces[used++] = second;
  }

  /** The part, in an array of its size. */
  byte[] toByteArray() {
    byte[] out = Uninitialized.bytes(size);
    int at = 0;
    for (int i = 0; i < used; i += 2) {
      int first = pieces[i];
      int second = pieces[i + 1];
      if (first < 0) {
        at = Wire.put(out, Wire.put(out, at, ~first), second);
      } else {
        System.arraycopy(source, first, out, at, second - first);
        at += second - first;
      }
    }
    if (at != size) { // what was not written is anything
      throw new IllegalStateException(at + " bytes of " + size + " were written");
    }
    return out;
  }
}
