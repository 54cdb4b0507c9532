package io.beltline.model.otlp;

import io.beltline.model.Slice;

/**
 * Writes protobuf from nothing.
 *
 * <p>Fields go out in the order of the calls. A nested message stands between {@link #begin} and
 * {@link #end}; its length is filled in at the end. Zero values are written too: leaving them out
 * is the caller's choice.
 */
public final class WireWriter {
  /** Bytes of a length of 128 to 16,383. */
  private static final int LARGE = 2;

  private static final int KEY_VALUE_VALUE = Wire.tag(2, Wire.BYTES);
  private static final int ANY_VALUE_STRING = Wire.tag(1, Wire.BYTES);

  private final Bytes bytes = new Bytes();

  /** A writer without bytes. */
  public WireWriter() {}

  /** A writer with room for so many bytes before it grows. */
  public WireWriter(int capacity) {
    bytes.room(capacity);
  }

  /** How many bytes are written. */
  public int size() {
    return bytes.size;
  }

  /** Forgets what is written. Slices handed out before stay as they are. */
  public void reset() {
    bytes.array = MessageView.NOTHING;
    bytes.size = 0;
  }

  /**
   * Takes back what was written behind a {@link #size} of before, where nothing is open; slices
   * handed out since then change with what is written next.
   */
  public void cut(int size) {
    bytes.size = Math.min(bytes.size, size);
  }

  /** What is written so far. The bytes are the slice's: later writes go behind them. */
  public Slice toSlice() {
    return new Slice(bytes.array, 0, bytes.size);
  }

  /** Opens a nested message and returns the mark that {@link #end} wants. */
  public int begin(int field) {
    bytes.varint(Wire.tag(field, Wire.BYTES));
    bytes.room(1);
    return ++bytes.size;
  }

  /** Closes the nested message opened last. */
  public void end(int mark) {
    int length = bytes.size - mark;
    int size = Wire.sizeOf(length);
    bytes.shift(mark, size - 1);
    Wire.put(bytes.array, mark - 1, length);
  }

  /** Closes a nested message, or takes it back with its tag if it is empty. */
  public void endOrDrop(int mark, int field) {
    if (bytes.size == mark) {
      bytes.size = mark - 1 - Wire.sizeOf(Wire.tag(field, Wire.BYTES));
    } else {
      end(mark);
    }
  }

  /** Opens a nested message that is likely to have 128 bytes or more, for {@link #endLarge}. */
  public int beginLarge(int field) {
    bytes.varint(Wire.tag(field, Wire.BYTES));
    bytes.room(LARGE);
    bytes.size += LARGE;
    return bytes.size;
  }

  /** Closes what {@link #beginLarge} opened last; little is moved if it was as large as that. */
  public void endLarge(int mark) {
    int length = bytes.size - mark;
    bytes.shift(mark, Wire.sizeOf(length) - LARGE);
    Wire.put(bytes.array, mark - LARGE, length);
  }

  /** A varint field: int32, int64, uint32, uint64, bool or enum. Negative int32 as a long. */
  public WireWriter varint(int field, long value) {
    bytes.varint(Wire.tag(field, Wire.VARINT));
    bytes.varint(value);
    return this;
  }

  /** A zigzag varint field. */
  public WireWriter sint32(int field, int value) {
    return varint(field, ((value << 1) ^ (value >> 31)) & 0xffffffffL);
  }

  /** A bool field. */
  public WireWriter bool(int field, boolean value) {
    return varint(field, value ? 1 : 0);
  }

  /** A fixed64 or sfixed64 field. */
  public WireWriter fixed64(int field, long value) {
    bytes.varint(Wire.tag(field, Wire.FIXED64));
    return rawFixed64(value);
  }

  /** A double field. */
  public WireWriter float64(int field, double value) {
    return fixed64(field, Double.doubleToRawLongBits(value));
  }

  /** A fixed32 field. */
  public WireWriter fixed32(int field, int value) {
    bytes.varint(Wire.tag(field, Wire.FIXED32));
    bytes.room(4);
    MessageView.INT.set(bytes.array, bytes.size, value);
    bytes.size += 4;
    return this;
  }

  /** A string field. */
  public WireWriter string(int field, String value) {
    bytes.varint(Wire.tag(field, Wire.BYTES));
    bytes.text(value);
    return this;
  }

  /** A string field from characters. Halves of surrogate pairs become question marks. */
  public WireWriter string(int field, char[] chars, int from, int length) {
    for (int i = from; i < from + length; i++) {
      if (chars[i] >= 0x80) {
        return string(field, new String(chars, from, length));
      }
    }
    bytes.varint(Wire.tag(field, Wire.BYTES));
    bytes.varint(length);
    bytes.room(length);
    for (int i = 0; i < length; i++) {
      bytes.array[bytes.size + i] = (byte) chars[from + i];
    }
    bytes.size += length;
    return this;
  }

  /** A bytes, string or message field whose content is known. */
  public WireWriter bytes(int field, byte[] value) {
    return bytes(field, value, 0, value.length);
  }

  /** A bytes, string or message field whose content is known. */
  public WireWriter bytes(int field, Slice value) {
    return bytes(field, value.array(), value.offset(), value.end());
  }

  /** A bytes, string or message field whose content is known. */
  public WireWriter bytes(int field, byte[] array, int from, int to) {
    bytes.varint(Wire.tag(field, Wire.BYTES));
    bytes.varint(to - from);
    bytes.append(array, from, to);
    return this;
  }

  /** A bytes, string or message field whose tag is known too. */
  void tagged(int tag, byte[] array, int from, int to) {
    bytes.field(tag, array, from, to);
  }

  /** Fields that are encoded already, tags included. */
  public WireWriter raw(byte[] array, int from, int to) {
    bytes.append(array, from, to);
    return this;
  }

  /** Fields that are encoded already, tags included. */
  public WireWriter raw(Slice fields) {
    return raw(fields.array(), fields.offset(), fields.end());
  }

  /** A varint without a tag: an element of a packed field. */
  public WireWriter rawVarint(long value) {
    bytes.varint(value);
    return this;
  }

  /** Eight bytes without a tag: an element of a packed field. */
  public WireWriter rawFixed64(long value) {
    bytes.room(8);
    MessageView.LONG.set(bytes.array, bytes.size, value);
    bytes.size += 8;
    return this;
  }

  /**
   * An attribute whose value is a text, into a repeated KeyValue field.
   *
   * @param key the field of its key, encoded
   * @param text well-formed UTF-8
   */
  public WireWriter textAttribute(int field, byte[] key, byte[] text, int from, int to) {
    int length = to - from;
    int value = 1 + Wire.sizeOf(length) + length;
    bytes.head(Wire.tag(field, Wire.BYTES), key.length + 1 + Wire.sizeOf(value) + value);
    bytes.append(key, 0, key.length);
    bytes.head(KEY_VALUE_VALUE, value);
    bytes.head(ANY_VALUE_STRING, length);
    bytes.append(text, from, to);
    return this;
  }

  /** An attribute into a repeated KeyValue field. */
  public WireWriter attribute(int field, Attribute attribute) {
    return bytes(field, attribute.encoded());
  }
}
