package io.beltline.components.otlp;

import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;

/** Walks the fields of one small protobuf message. For one thread. */
public final class Fields {
  private final byte[] bytes;
  private final int end;
  private int at;
  private int number;
  private int wireType;
  private long varint;
  private Slice value = Slice.EMPTY;

  /** A walk over a message; before the first field. */
  public Fields(Slice message) {
    this.bytes = message.array();
    this.at = message.offset();
    this.end = message.end();
  }

  /**
   * Steps to the next field; false at the end.
   *
   * @throws MalformedTelemetryException if the bytes are no message
   */
  public boolean next() {
    if (at >= end) {
      return false;
    }
    long tag = readVarint();
    number = (int) (tag >>> 3);
    wireType = (int) tag & 7;
    if (number <= 0 || tag >>> 32 != 0) {
      throw new MalformedTelemetryException("field number out of range");
    }
    varint = 0;
    value = Slice.EMPTY;
    switch (wireType) {
      case 0 -> varint = readVarint();
      case 1 -> take(8);
      case 2 -> take(readVarint());
      case 5 -> take(4);
      default -> throw new MalformedTelemetryException("unknown wire type " + wireType);
    }
    return true;
  }

  /** True if the field has this number and holds a varint. */
  public boolean isVarint(int expected) {
    return number == expected && wireType == 0;
  }

  /** True if the field has this number and holds bytes. */
  public boolean isBytes(int expected) {
    return number == expected && wireType == 2;
  }

  /** The value of a varint field. */
  public long varint() {
    return varint;
  }

  /** True if the field has this number and holds eight bytes. */
  public boolean isFixed64(int expected) {
    return number == expected && wireType == 1;
  }

  /** The value of a field of eight bytes. */
  public long fixed64() {
    long result = 0;
    for (int i = 7; i >= 0; i--) {
      result = (result << 8) | (value.array()[value.offset() + i] & 0xff);
    }
    return result;
  }

  /** The value of any other field. */
  public Slice value() {
    return value;
  }

  private void take(long length) {
    if (length < 0 || length > end - at) {
      throw new MalformedTelemetryException("a field is longer than its message");
    }
    value = new Slice(bytes, at, (int) length);
    at += (int) length;
  }

  private long readVarint() {
    long result = 0;
    for (int shift = 0; shift < 64 && at < end; shift += 7) {
      byte b = bytes[at++];
      result |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return result;
      }
    }
    throw new MalformedTelemetryException("a number does not end");
  }
}
