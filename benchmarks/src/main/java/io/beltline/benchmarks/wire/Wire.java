package io.beltline.benchmarks.wire;

import java.util.Arrays;

/** A cursor over the fields of a protobuf message. */
final class Wire {
  private final byte[] bytes;
  private final int end;
  private int at;
  private int start; // of the value
  private int valueEnd;
  private int field;
  private int type;

  Wire(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  boolean next() {
    if (at >= end) {
      return false;
    }
    long tag = varint();
    field = (int) (tag >>> 3);
    type = (int) tag & 7;
    switch (type) {
      case 0 -> {
        start = at;
        varint();
      }
      case 1 -> fixed(8);
      case 5 -> fixed(4);
      case 2 -> {
        int length = (int) varint();
        fixed(length);
      }
      default -> throw new IllegalArgumentException("wire type " + type);
    }
    valueEnd = at;
    return true;
  }

  private void fixed(int length) {
    start = at;
    at += length;
    if (at > end || length < 0) {
      throw new IllegalArgumentException("a field beyond the end of its message");
    }
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes[at++];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  int field() {
    return field;
  }

  int type() {
    return type;
  }

  Wire inner() {
    return new Wire(bytes, start, valueEnd);
  }

  /** The value of a varint. */
  long number() {
    return new Wire(bytes, start, valueEnd).varint();
  }

  /** Where the value begins. */
  int start() {
    return start;
  }

  /** The value of a fixed64. */
  long fixed64() {
    long value = 0;
    for (int i = 7; i >= 0; i--) {
      value = value << 8 | (bytes[start + i] & 0xff);
    }
    return value;
  }

  byte[] value() {
    return Arrays.copyOfRange(bytes, start, valueEnd);
  }

  /** A sum over number and value; 0 for what is empty or zero, which some writers leave out. */
  long sum() {
    boolean empty = true;
    for (int i = start; i < valueEnd && empty; i++) {
      empty = bytes[i] == 0;
    }
    if (empty) {
      return 0;
    }
    return sum(field, bytes, start, valueEnd);
  }

  /** Binds a number to a field. */
  static long mix(int field, long sum) {
    long hash = (sum ^ field) * 0x9E3779B97F4A7C15L;
    return hash ^ hash >>> 31;
  }

  static long sum(int field, byte[] bytes, int from, int to) {
    long hash = 0xcbf29ce484222325L ^ field;
    for (int i = from; i < to; i++) {
      hash = (hash ^ bytes[i]) * 0x100000001b3L;
    }
    return hash ^ hash >>> 29;
  }
}
