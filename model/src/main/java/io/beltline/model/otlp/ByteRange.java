package io.beltline.model.otlp;

import io.beltline.model.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The bytes of a string or bytes field, in place.
 *
 * <p>A flyweight that belongs to its view: it holds until the view is wrapped again, edited, or the
 * same field is asked for again. Nothing here allocates but {@link #toUtf8}, {@link #toByteArray},
 * {@link #hex} and {@link #toSlice}.
 */
public final class ByteRange {
  private byte[] array = MessageView.NOTHING;
  private int offset;
  private int length;

  /** No bytes yet. */
  public ByteRange() {}

  ByteRange set(byte[] bytes, int from, int to) {
    in(bytes);
    at(from, to - from);
    return this;
  }

  @SuppressWarnings("ReferenceEquality") // the same array or another
  void in(byte[] bytes) {
    if (array != bytes) { // a reference in an old object costs the garbage collector's barrier
      array = bytes;
    }
  }

  /** Other bytes of the same array. */
  void at(int from, int size) {
    offset = from;
    length = size;
  }

  /** The array that holds the bytes. Never to be written. */
  public byte[] array() {
    return array;
  }

  /** Where the bytes start. */
  public int offset() {
    return offset;
  }

  /** How many bytes there are. */
  public int length() {
    return length;
  }

  /** True if there are none. */
  public boolean isEmpty() {
    return length == 0;
  }

  /** One byte. */
  public byte at(int index) {
    return array[offset + java.util.Objects.checkIndex(index, length)];
  }

  /** True if all bytes are zero, as in an invalid trace id; also if there are none. */
  public boolean isZero() {
    for (int i = offset; i < offset + length; i++) {
      if (array[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** True if the bytes are the same. */
  public boolean contentEquals(byte[] other) {
    return same(array, offset, offset + length, other);
  }

  /** True if the bytes are the same. */
  public boolean contentEquals(ByteRange other) {
    return Arrays.equals(
        array, offset, offset + length, other.array, other.offset, other.offset + other.length);
  }

  /** True if the bytes are the UTF-8 form of a text. */
  public boolean contentEquals(String text) {
    int chars = text.length();
    if (length < chars) {
      return false;
    }
    for (int i = 0; i < chars; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        return contentEquals(text.getBytes(StandardCharsets.UTF_8));
      }
      if (array[offset + i] != c) {
        return false;
      }
    }
    return length == chars;
  }

  /** True if the bytes start with these. */
  public boolean startsWith(byte[] prefix) {
    return length >= prefix.length && same(array, offset, offset + prefix.length, prefix);
  }

  /** A hash of the bytes, equal for equal bytes; the same as that of an equal {@link Slice}. */
  public int contentHash() {
    int hash = 1;
    for (int i = offset; i < offset + length; i++) {
      hash = 31 * hash + array[i];
    }
    return hash;
  }

  /** The eight bytes from an index, big endian: half a trace id, or a span id. */
  public long longAt(int index) {
    java.util.Objects.checkFromIndexSize(index, 8, length);
    return (long) MessageView.LONG_BE.get(array, offset + index);
  }

  /** Copies the bytes and returns how many. */
  public int copyTo(byte[] target, int at) {
    System.arraycopy(array, offset, target, at, length);
    return length;
  }

  /** A copy. */
  public byte[] toByteArray() {
    return Arrays.copyOfRange(array, offset, offset + length);
  }

  /** The same bytes as a slice: shared, valid as long as nobody writes them. */
  public Slice toSlice() {
    return new Slice(array, offset, length);
  }

  /** The bytes as text; malformed sequences become U+FFFD. */
  public String toUtf8() {
    return new String(array, offset, length, StandardCharsets.UTF_8);
  }

  /** The bytes in lower-case hexadecimal. */
  public String hex() {
    return HexFormat.of().formatHex(array, offset, offset + length);
  }

  /** Without the vector stub: keys are short, and a call costs more than a loop. */
  static boolean same(byte[] array, int from, int to, byte[] other) {
    return to - from == other.length && starts(array, from, other);
  }

  /** True if these bytes stand at a position, up to which the array has room for them. */
  static boolean starts(byte[] array, int from, byte[] other) {
    int size = other.length;
    if (size < Long.BYTES) {
      for (int i = 0; i < size; i++) {
        if (array[from + i] != other[i]) {
          return false;
        }
      }
      return true;
    }
    int last = size - Long.BYTES;
    for (int i = 0; i < last; i += Long.BYTES) {
      if ((long) MessageView.LONG.get(array, from + i) != (long) MessageView.LONG.get(other, i)) {
        return false;
      }
    }
    return (long) MessageView.LONG.get(array, from + last)
        == (long) MessageView.LONG.get(other, last);
  }

  @Override
  public String toString() {
    return toUtf8();
  }
}
