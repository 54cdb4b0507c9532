package io.beltline.transport.grpc;

import java.nio.charset.StandardCharsets;

/** Walks the fields of a small protobuf message; malformed ones throw IllegalArgumentException. */
final class ProtoFields {
  private final byte[] bytes;
  private final int end;
  private int at;
  private int tag;
  private long value;

  ProtoFields(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  /** Steps to the next field; false at the end. */
  boolean next() {
    if (isBytes() && tag != 0) {
      at += (int) value;
    }
    if (at >= end) {
      return false;
    }
    tag = (int) varint();
    switch (tag & 7) {
      case 0 -> value = varint();
      case 1 -> skip(8);
      case 5 -> skip(4);
      case 2 -> {
        value = varint();
        if (value < 0 || value > end - at) {
          throw new IllegalArgumentException("a field is longer than its message");
        }
      }
      default -> throw new IllegalArgumentException("unknown wire type");
    }
    return true;
  }

  int field() {
    return tag >>> 3;
  }

  boolean isBytes() {
    return (tag & 7) == 2;
  }

  long value() {
    return value;
  }

  ProtoFields message() {
    return new ProtoFields(bytes, at, at + (int) value);
  }

  String text() {
    return new String(bytes, at, (int) value, StandardCharsets.UTF_8);
  }

  private void skip(int count) {
    if (count > end - at) {
      throw new IllegalArgumentException("a message ends inside a field");
    }
    at += count;
    value = 0;
  }

  private long varint() {
    long result = 0;
    for (int shift = 0; shift < 64 && at < end; shift += 7) {
      byte b = bytes[at++];
      result |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return result;
      }
    }
    throw new IllegalArgumentException("a varint does not end");
  }
}
