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
  private final byte[][] names;
  private final @Nullable Field[] fields;
  private final int mask;

  FieldNames(List<Field> all) {
    int places = Integer.highestOneBit(Math.max(1, all.size())) << 3; // half full at most
    names = new byte[places][];
    fields = new @Nullable Field[places];
    mask = places - 1;
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
    int place = place(utf8, 0, utf8.length);
    while (fields[place] != null) {
      place = place + 1 & mask;
    }
    names[place] = utf8;
    fields[place] = field;
  }

  @Nullable Field find(byte[] utf8, int from, int to) {
    if (from == to) {
      return null;
    }
    for (int place = place(utf8, from, to); ; place = place + 1 & mask) {
      Field field = fields[place];
      if (field == null) {
        return null;
      }
      byte[] name = names[place];
      if (name.length == to - from && Arrays.equals(name, 0, name.length, utf8, from, to)) {
        return field;
      }
    }
  }

  private int place(byte[] utf8, int from, int to) {
    int hash = (to - from) * 31 + utf8[from];
    hash = hash * 31 + utf8[from + (to - from) / 2];
    hash = hash * 31 + utf8[to - 1];
    return (hash ^ hash >>> 5) & mask;
  }
}
