package io.beltline.ottl.value;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** What texts in bytes need to know of UTF-8. */
public final class Utf8 {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final byte MALFORMED = (byte) 0xff;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  /** True if all bytes are ASCII. */
  public static boolean isAscii(byte[] b, int from, int to) {
    return asciiUntil(b, from, to) == to;
  }

  private static int asciiUntil(byte[] b, int from, int to) {
    int p = from;
    while (to - p >= Long.BYTES && ((long) LONG.get(b, p) & HIGH_BITS) == 0) {
      p += Long.BYTES;
    }
    while (p < to && b[p] >= 0) {
      p++;
    }
    return p;
  }

  /** True if the bytes are well-formed UTF-8. */
  public static boolean isValid(byte[] b, int from, int to) {
    int p = from;
    while (true) {
      p = asciiUntil(b, p, to);
      if (p == to) {
        return true;
      }
      int size = sizeAt(b, p, to);
      if (size == 0) {
        return false;
      }
      p += size;
    }
  }

  /** A copy in which each byte that is part of no character is 0xff. */
  public static byte[] marked(byte[] b, int from, int to) {
    byte[] marked = Arrays.copyOfRange(b, from, to);
    for (int p = 0; p < marked.length; ) {
      int size = sizeAt(marked, p, marked.length);
      if (size == 0) {
        marked[p++] = MALFORMED;
      } else {
        p += size;
      }
    }
    return marked;
  }

  /** How many bytes the character at a place has, or 0 if there is no well-formed one. */
  public static int sizeAt(byte[] b, int at, int to) {
    int first = b[at] & 0xff;
    if (first < 0x80) {
      return 1;
    }
    int size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || to - at < size) {
      return 0;
    }
    int second = b[at + 1] & 0xff;
    int low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    int high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (second < low || second > high) {
      return 0;
    }
    for (int i = at + 2; i < at + size; i++) {
      if ((b[i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return size;
  }

  /** True if a byte is the second or a later one of a character. */
  public static boolean isInside(byte b) {
    return (b & 0xc0) == 0x80;
  }

  /** Where a text begins in another, or -1. The place is absolute. */
  public static int indexOf(
      byte[] b, int from, int to, byte[] wanted, int wantedFrom, int wantedTo) {
    int length = wantedTo - wantedFrom;
    if (length == 0) {
      return from;
    }
    byte first = wanted[wantedFrom];
    for (int p = from; p <= to - length; p++) {
      if (b[p] == first && Arrays.equals(b, p, p + length, wanted, wantedFrom, wantedTo)) {
        return p;
      }
    }
    return -1;
  }

  /** Where a text begins in another, or -1. The place is absolute. */
  public static int indexOf(byte[] b, int from, int to, byte[] wanted) {
    return indexOf(b, from, to, wanted, 0, wanted.length);
  }
}
