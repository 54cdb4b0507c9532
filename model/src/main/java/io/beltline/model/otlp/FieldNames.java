package io.beltline.model.otlp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the fields of a message type by name, JSON's or the original one, without making a text of
 * it. Immutable.
 */
final class FieldNames {
  private static final long MIX = 0x9e3779b97f4a7c15L;

  private final byte[][] names;
  private final long[] heads;
  private final @Nullable Field[] fields;
  private final int shift;

  FieldNames(List<Field> all) {
    int bits = 35 - Integer.numberOfLeadingZeros(all.size()); // half full at most
    names = new byte[1 << bits][];
    heads = new long[1 << bits];
    fields = new @Nullable Field[1 << bits];
    shift = 64 - bits;
    for (Field field : all) {
      put(field.jsonName(), field);
      put(field.name(), field);
    }
  }

  private void put(String name, Field field) {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    if (find(utf8, 0, utf8.length) != null) {
      return;
    }
    long head = head(utf8, 0, utf8.length);
    int place = place(head, utf8.length);
    while (fields[place] != null) {
      place = next(place);
    }
    names[place] = utf8;
    heads[place] = head;
    fields[place] = field;
  }

  @Nullable Field find(byte[] utf8, int from, int to) {
    int length = to - from;
    long head = head(utf8, from, length);
    for (int place = place(head, length); ; place = next(place)) {
      Field field = fields[place];
      if (field == null) {
        return null;
      }
      byte[] name = names[place];
      if (heads[place] == head && name.length == length && restMatches(name, utf8, from)) {
        return field;
      }
    }
  }

  /** Compares what stands behind the first eight bytes. */
  private static boolean restMatches(byte[] name, byte[] utf8, int from) {
    int length = name.length;
    if (length <= 8) {
      return true;
    }
    if (length <= 16) {
      return (long) MessageView.LONG.get(name, length - 8)
          == (long) MessageView.LONG.get(utf8, from + length - 8);
    }
    return Arrays.equals(name, 8, length, utf8, from + 8, from + length);
  }

  /** The first eight bytes, or as many as there are. */
  private static long head(byte[] utf8, int from, int length) {
    if (length >= 8) {
      return (long) MessageView.LONG.get(utf8, from);
    }
    if (from + 8 <= utf8.length) {
      return (long) MessageView.LONG.get(utf8, from) & ((1L << (8 * length)) - 1);
    }
    long head = 0;
    for (int i = 0; i < length; i++) {
      head |= (utf8[from + i] & 0xffL) << (8 * i);
    }
    return head;
  }

  private int place(long head, int length) {
    return (int) (((head + length) * MIX) >>> shift);
  }

  private int next(int place) {
    return (place + 1) & (fields.length - 1);
  }
}
