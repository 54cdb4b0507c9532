package io.beltline.model.otlp;

import io.beltline.model.MalformedTelemetryException;

/**
 * The protobuf wire format: reading and writing varints, tags and lengths.
 *
 * <p>Each reader is told where its message ends, throws {@link MalformedTelemetryException} rather
 * than read beyond, and moves forward by at least one byte. Groups and field number 0 are refused.
 * Source: https://protobuf.dev/programming-guides/encoding/.
 */
public final class Wire {
  /** Wire type of varints. */
  public static final int VARINT = 0;

  /** Wire type of eight bytes, little endian. */
  public static final int FIXED64 = 1;

  /** Wire type of a length and that many bytes. */
  public static final int BYTES = 2;

  /** Wire type of four bytes, little endian. */
  public static final int FIXED32 = 5;

  /** How deep an AnyValue may hold others. */
  public static final int MAX_DEPTH = 64;

  /** In a word that starts with a tag: the length has a second byte, and a third. */
  private static final int ONE_MORE = 0x8000;

  private static final int TWO_MORE = 0x808000;

  private Wire() {}

  /** The tag of a field. */
  public static int tag(int number, int wireType) {
    return number << 3 | wireType;
  }

  /** How many bytes a value takes as a varint. */
  public static int sizeOf(long value) {
    return (640 - 9 * Long.numberOfLeadingZeros(value | 1)) >> 6; // by 7, for up to 64 bits
  }

  /** How many bytes a length or tag takes as a varint. */
  public static int sizeOf(int value) {
    return (352 - 9 * Integer.numberOfLeadingZeros(value | 1)) >> 6; // by 7, for up to 32 bits
  }

  /** Writes a varint and returns the position behind it. The array must have room. */
  public static int put(byte[] array, int at, long value) {
    int p = at;
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      array[p++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    array[p++] = (byte) rest;
    return p;
  }

  /** The varint that starts at a position. Bits beyond the 64th are dropped. */
  public static long varint(byte[] array, int at, int end) {
    if (at < end && array[at] >= 0) {
      return array[at];
    }
    return at < end - 1 && array[at + 1] >= 0
        ? (array[at] & 0x7f) | (array[at + 1] << 7)
        : longVarint(array, at, end);
  }

  private static long longVarint(byte[] array, int at, int end) {
    long value = 0;
    int p = at;
    for (int shift = 0; shift < 70 && p < end; shift += 7, p++) {
      value |= (long) (array[p] & 0x7f) << shift;
      if (array[p] >= 0) {
        return value;
      }
    }
    throw endless(p, end);
  }

  /** The position behind the varint that starts at a position. */
  public static int skipVarint(byte[] array, int at, int end) {
    int limit = end - at > 10 ? at + 10 : end;
    for (int p = at; p < limit; p++) {
      if (array[p] >= 0) {
        return p + 1;
      }
    }
    throw endless(limit, end);
  }

  /**
   * The tag at a position: where its field's value starts in the upper half, the tag in the lower.
   */
  public static long tagAt(byte[] array, int at, int end) {
    byte first = array[at];
    return first > 7 ? (long) (at + 1) << 32 | first : longTagAt(array, at, end);
  }

  private static long longTagAt(byte[] array, int at, int end) {
    long tag = varint(array, at, end);
    if (tag >>> 3 == 0 || tag >>> 32 != 0) {
      throw new MalformedTelemetryException("a field number is 0 or too large at byte " + at);
    }
    return (long) skipVarint(array, at, end) << 32 | tag;
  }

  /** The content of a length-delimited value: its start in the upper half, its end in the lower. */
  public static long open(byte[] array, int at, int end) {
    int length = at < end ? array[at] : -1;
    return length >= 0 && length < end - at
        ? (long) (at + 1) << 32 | (at + 1 + length)
        : openLong(array, at, end);
  }

  private static long openLong(byte[] array, int at, int end) {
    if (at < end - 1 && array[at] < 0 && array[at + 1] >= 0) {
      int from = at + 2;
      int size = (array[at] & 0x7f) | (array[at + 1] << 7);
      if (size <= end - from) {
        return (long) from << 32 | (from + size);
      }
    }
    long length = varint(array, at, end);
    int from = skipVarint(array, at, end);
    if (length < 0 || length > end - from) {
      throw new MalformedTelemetryException(
          "a field at byte " + at + " is longer than its message");
    }
    return (long) from << 32 | (from + (int) length);
  }

  /**
   * The length-delimited fields with one tag of one byte that stand one after another: how many in
   * the upper half, and where they end in the lower.
   *
   * <p>Where a field starts stands in the one before it, so each would have to come from memory
   * before the next is asked for. Items of one writer are often of one size: then the guess that
   * the next is, too, is checked while the processor is ahead already.
   */
  public static long run(byte[] array, int at, int end) {
    int tag = array[at];
    int count = 0;
    int p = at;
    int mask = 0;
    int head = -1;
    int size = 0;
    while (end - p >= Integer.BYTES) {
      int word = (int) MessageView.INT.get(array, p);
      if ((word & mask) != head) {
        if ((byte) word != tag || (word & TWO_MORE) == TWO_MORE) {
          break;
        }
        boolean brief = (word & ONE_MORE) == 0;
        int low = word >>> 8 & 0x7f;
        size = brief ? 2 + low : 3 + (low | (word >>> 9 & 0x3f80));
        mask = brief ? 0xffff : 0xffffff;
        head = word & mask;
      }
      if (size > end - p) {
        break;
      }
      p += size;
      count++;
    }
    for (; p < end && array[p] == tag; count++) {
      p = (int) open(array, p + 1, end);
    }
    return (long) count << 32 | p;
  }

  /** Bytes of tag and length of a field that starts with these, if {@link #usualSize} knows it. */
  static int usualHead(int bytes) {
    return (bytes & ONE_MORE) == 0 ? 2 : 3;
  }

  /** The length of a field with a tag of one byte and a length of at most two, or -1. */
  static int usualSize(int bytes) {
    int low = bytes >> 8 & 0x7f;
    if ((bytes & ONE_MORE) == 0) {
      return low;
    }
    return (bytes & TWO_MORE) == TWO_MORE ? -1 : low | (bytes >>> 9 & 0x3f80);
  }

  /**
   * The size of the field that starts with these four bytes, its tag included, if tag and length
   * take a byte each; else more than any message has.
   */
  static int shortSize(int bytes) {
    if ((byte) bytes > 7) {
      int kind = bytes & (ONE_MORE | 7);
      if (kind == BYTES) {
        return 2 + (bytes >> 8 & 0x7f);
      }
      if ((kind & 7) == FIXED64) {
        return 9;
      }
      if (kind == VARINT) {
        return 2;
      }
    }
    return Integer.MAX_VALUE;
  }

  /**
   * The size of a field with its tag, where the tag takes at most two bytes and a length at most
   * three; else more than any message has. Four bytes must be there.
   */
  static int usualField(byte[] array, int at, int end) {
    int heads = (int) MessageView.INT.get(array, at);
    boolean brief = (byte) heads > 7;
    int value = at + (brief ? 1 : 2);
    if (!brief && ((byte) heads >= 0 || (byte) (heads >> 8) <= 0)) {
      return Integer.MAX_VALUE;
    }
    return switch (heads & 7) {
      case VARINT -> behindVarint(array, value, end, 10) - at;
      case FIXED64 -> value - at + 8;
      case FIXED32 -> value - at + 4;
      case BYTES -> {
        int from = behindVarint(array, value, end, 3);
        yield from > end ? from : Math.toIntExact(from - at + varint(array, value, end));
      }
      default -> Integer.MAX_VALUE;
    };
  }

  /** Behind a varint of at most so many bytes, or the largest number. */
  private static int behindVarint(byte[] array, int at, int end, int most) {
    for (int p = at; p < end && p - at < most; p++) {
      if (array[p] >= 0) {
        return p + 1;
      }
    }
    return Integer.MAX_VALUE;
  }

  /** The position behind a value. */
  public static int skip(byte[] array, int at, int end, int wireType) {
    int after =
        switch (wireType) {
          case VARINT -> skipVarint(array, at, end);
          case FIXED64 -> fixed(at, end, 8);
          case BYTES -> (int) open(array, at, end);
          case FIXED32 -> fixed(at, end, 4);
          default -> throw badType(wireType, at);
        };
    return after;
  }

  private static int fixed(int at, int end, int size) {
    if (end - at < size) {
      throw new MalformedTelemetryException("a message ends inside a field at byte " + at);
    }
    return at + size;
  }

  static MalformedTelemetryException badType(int wireType, int at) {
    return new MalformedTelemetryException(
        "wire type " + wireType + " at byte " + at + " (expected: 0, 1, 2 or 5)");
  }

  private static MalformedTelemetryException endless(int at, int end) {
    return new MalformedTelemetryException(
        at >= end
            ? "a message ends inside a varint at byte " + at
            : "a varint has more than ten bytes at byte " + at);
  }
}
