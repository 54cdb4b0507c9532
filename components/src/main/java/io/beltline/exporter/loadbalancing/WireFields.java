package io.beltline.exporter.loadbalancing;

import io.beltline.model.Slice;
import io.beltline.model.otlp.Wire;

/** Walks the fields of a message without an object for each. One thread. */
final class WireFields {
  private byte[] array = new byte[0];
  private int at;
  private int end;
  private int tagAt;
  private int tag;
  private int valueAt;

  /** Starts at the front of a message. */
  WireFields open(Slice message) {
    array = message.array();
    at = message.offset();
    end = message.end();
    return this;
  }

  /** Steps to the next field; false at the end. */
  boolean next() {
    if (at >= end) {
      return false;
    }
    long opened = Wire.tagAt(array, at, end);
    tagAt = at;
    tag = (int) opened;
    valueAt = (int) (opened >>> 32);
    at = Wire.skip(array, valueAt, end, tag & 7);
    return true;
  }

  /** The number of the current field. */
  int number() {
    return tag >>> 3;
  }

  /** True if the current field has this number and holds bytes, a text or a message. */
  boolean isBytes(int number) {
    return tag == Wire.tag(number, Wire.BYTES);
  }

  /** The content of a field that holds bytes. */
  Slice content() {
    long content = Wire.open(array, valueAt, at);
    int from = (int) (content >>> 32);
    return new Slice(array, from, (int) content - from);
  }

  /** The current field with its tag. */
  Slice whole() {
    return new Slice(array, tagAt, at - tagAt);
  }

  /** The content of the last field of a number that holds bytes; nothing if there is none. */
  static Slice last(Slice message, int number) {
    WireFields walk = new WireFields().open(message);
    Slice found = Slice.EMPTY;
    while (walk.next()) {
      if (walk.isBytes(number)) {
        found = walk.content();
      }
    }
    return found;
  }
}
