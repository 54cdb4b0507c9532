package io.beltline.model.otlp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing array. */
final class Bytes {
  /** Up to here a text is written character by character; its length takes one byte. */
  private static final int SHORT = 127;

  byte[] array = MessageView.NOTHING;
  int size;

  void room(int more) {
    long needed = (long) size + more;
    if (needed > array.length) {
      if (needed > Integer.MAX_VALUE - 8) {
        throw new IllegalStateException("a message of " + needed + " bytes does not fit one array");
      }
      long grown = Math.max(needed, Math.min(2L * array.length + 64, Integer.MAX_VALUE - 8));
      array = Arrays.copyOf(array, (int) grown);
    }
  }

  void append(byte[] source, int from, int to) {
    room(to - from);
    System.arraycopy(source, from, array, size, to - from);
    size += to - from;
  }

  /** A length-delimited field with its tag before it. */
  void field(int tag, byte[] source, int from, int to) {
    int length = to - from;
    room(length + 10);
    byte[] b = array;
    int at = size;
    if (tag < 0x80 && length < 0x80) {
      b[at++] = (byte) tag;
      b[at++] = (byte) length;
    } else {
      at = Wire.put(b, Wire.put(b, at, tag), length);
    }
    System.arraycopy(source, from, b, at, length);
    size = at + length;
  }

  /** A text in UTF-8 with its length before it. Halves of surrogate pairs become question marks. */
  void text(String text) {
    int length = text.length();
    if (length <= SHORT && ascii(text, length)) {
      return;
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    varint(utf8.length);
    append(utf8, 0, utf8.length);
  }

  /** Writes a short text of ASCII, or nothing if it is none: no array of its own is needed. */
  private boolean ascii(String text, int length) {
    room(length + 1);
    byte[] b = array;
    int at = size;
    b[at++] = (byte) length;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        return false;
      }
      b[at + i] = (byte) c;
    }
    size = at + length;
    return true;
  }

  /** The tag and length of a length-delimited field whose content is written next. */
  void head(int tag, int length) {
    room(length + 10);
    size = Wire.put(array, Wire.put(array, size, tag), length);
  }

  void varint(long value) {
    room(10);
    size = Wire.put(array, size, value);
  }

  /** Moves what stands from a position on; the size changes by as much. */
  void shift(int at, int by) {
    if (by > 0) {
      room(by);
    }
    if (by != 0 && at < size) {
      System.arraycopy(array, at, array, at + by, size - at);
    }
    size += by;
  }

  /** Where the length starts that ends before a position: the byte before it ends a tag. */
  static int lengthStart(byte[] array, int contentFrom) {
    int start = contentFrom - 1;
    while (array[start - 1] < 0) {
      start--;
    }
    return start;
  }
}
