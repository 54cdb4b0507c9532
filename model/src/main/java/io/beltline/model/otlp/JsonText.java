package io.beltline.model.otlp;

import java.util.Arrays;

/** A text of JSON that does not stand in the source as it is: with escapes, or beyond ASCII. */
final class JsonText {
  private byte[] bytes = MessageView.NOTHING;
  private int size;

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  /**
   * Reads up to the closing quote.
   *
   * @param begin behind the opening quote
   * @param place where the first byte stands that is not plain
   * @return behind the closing quote
   */
  int read(JsonCursor cursor, byte[] array, int begin, int place, int end) {
    size = 0;
    append(array, begin, place);
    while (place < end) {
      byte next = array[place];
      if (next == '"') {
        return place + 1;
      } else if (next == '\\') {
        room(4);
        place = escape(cursor, array, place + 1, end);
      } else if (next >= ' ') {
        int run = cursor.plain(place);
        append(array, place, run);
        place = run;
      } else if (next >= 0) {
        throw cursor.malformed("a control character in a text", place);
      } else {
        int length = Utf8.sequence(array, place, end);
        if (length == 0) {
          throw cursor.malformed("a text that is no UTF-8", place);
        }
        append(array, place, place + length);
        place += length;
      }
    }
    throw cursor.ended();
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more + 64));
    }
  }

  private void append(byte[] array, int from, int to) {
    room(to - from);
    System.arraycopy(array, from, bytes, size, to - from);
    size += to - from;
  }

  private int escape(JsonCursor cursor, byte[] array, int place, int end) {
    if (place >= end) {
      throw cursor.ended();
    }
    byte plain =
        switch (array[place]) {
          case '"', '\\', '/' -> array[place];
          case 'b' -> '\b';
          case 'f' -> '\f';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          case 'u' -> 0;
          default -> throw cursor.malformed("an unknown escape in a text", place - 1);
        };
    if (plain != 0) {
      bytes[size++] = plain;
      return place + 1;
    }
    int unit = unit(cursor, array, place + 1, end);
    int behind = place + 5;
    if (Character.isHighSurrogate((char) unit)
        && behind + 1 < end
        && array[behind] == '\\'
        && array[behind + 1] == 'u') {
      int second = unit(cursor, array, behind + 2, end);
      if (Character.isLowSurrogate((char) second)) {
        append(Character.toCodePoint((char) unit, (char) second));
        return behind + 6;
      }
    }
    append(Character.isSurrogate((char) unit) ? '?' : unit);
    return behind;
  }

  private static int unit(JsonCursor cursor, byte[] array, int place, int end) {
    if (end - place < 4) {
      throw cursor.ended();
    }
    int unit = 0;
    for (int i = place; i < place + 4; i++) {
      int digit = Hex.digit(array[i]);
      if (digit < 0) {
        throw cursor.malformed("an escape without four hexadecimal digits", i);
      }
      unit = (unit << 4) | digit;
    }
    return unit;
  }

  private void append(int point) {
    if (point < 0x80) {
      bytes[size++] = (byte) point;
    } else if (point < 0x800) {
      bytes[size++] = (byte) (0xc0 | (point >> 6));
      bytes[size++] = tail(point);
    } else if (point < 0x10000) {
      bytes[size++] = (byte) (0xe0 | (point >> 12));
      bytes[size++] = tail(point >> 6);
      bytes[size++] = tail(point);
    } else {
      bytes[size++] = (byte) (0xf0 | (point >> 18));
      bytes[size++] = tail(point >> 12);
      bytes[size++] = tail(point >> 6);
      bytes[size++] = tail(point);
    }
  }

  private static byte tail(int bits) {
    return (byte) (0x80 | (bits & 0x3f));
  }
}
