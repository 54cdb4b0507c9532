package io.beltline.model.otlp;

/** Walks a repeated number field, packed or not. */
public final class NumberCursor {
  private byte[] array = MessageView.NOTHING;
  private int number;
  private int wire;
  private boolean zigzag;
  private int at;
  private int end;
  private int packedEnd;
  private long bits;

  NumberCursor() {}

  void start(MessageView owner, int slot) {
    Field field = owner.type.table[slot];
    number = field.number();
    wire = field.kind().wireType();
    zigzag = field.kind() == Kind.SINT32;
    packedEnd = -1;
    at = owner.has(slot) ? owner.slots[2 * slot] : 0;
    end = owner.has(slot) ? owner.slots[2 * slot + 1] : 0;
    array = owner.array;
  }

  /** Goes on to the next number and says whether there is one. */
  public boolean next() {
    while (true) {
      if (at < packedEnd) {
        read(packedEnd);
        return true;
      }
      packedEnd = -1;
      if (at >= end) {
        return false;
      }
      long opened = Wire.tagAt(array, at, end);
      int tag = (int) opened;
      int value = (int) (opened >>> 32);
      if (tag >>> 3 == number && (tag & 7) == wire) {
        at = value;
        read(end);
        return true;
      }
      if (tag >>> 3 == number && (tag & 7) == Wire.BYTES) {
        long content = Wire.open(array, value, end);
        at = (int) (content >>> 32);
        packedEnd = (int) content;
      } else {
        at = Wire.skip(array, value, end, tag & 7);
      }
    }
  }

  private void read(int limit) {
    int after = Wire.skip(array, at, limit, wire);
    bits =
        switch (wire) {
          case Wire.FIXED64 -> (long) MessageView.LONG.get(array, at);
          case Wire.FIXED32 -> (int) MessageView.INT.get(array, at) & 0xffffffffL;
          default -> Wire.varint(array, at, limit);
        };
    at = after;
  }

  /** The current number as a 64-bit integer. */
  public long asLong() {
    return zigzag ? (bits >>> 1) ^ -(bits & 1) : bits;
  }

  /** The current number as a 32-bit integer. */
  public int asInt() {
    return (int) asLong();
  }

  /** The current number of a field of doubles. */
  public double asDouble() {
    return Double.longBitsToDouble(bits);
  }

  /** How many numbers are left; the cursor does not move. */
  public int remaining() {
    int fromAt = at;
    int fromPacked = packedEnd;
    long fromBits = bits;
    int count = 0;
    while (next()) {
      count++;
    }
    at = fromAt;
    packedEnd = fromPacked;
    bits = fromBits;
    return count;
  }
}
