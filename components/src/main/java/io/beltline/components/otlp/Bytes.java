package io.beltline.components.otlp;

import io.beltline.model.Slice;
import java.io.ByteArrayOutputStream;

/** Writes one small protobuf message. For one thread. */
final class Bytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(64);

  /** A number, left out if zero. */
  Bytes varint(int field, long value) {
    if (value != 0) {
      raw((long) field << 3);
      raw(value);
    }
    return this;
  }

  /** Bytes, left out if empty. */
  Bytes bytes(int field, Slice value) {
    if (value.length() > 0) {
      raw(((long) field << 3) | 2);
      raw(value.length());
      out.write(value.array(), value.offset(), value.length());
    }
    return this;
  }

  /** The message. */
  Slice toSlice() {
    return Slice.of(out.toByteArray());
  }

  private void raw(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
