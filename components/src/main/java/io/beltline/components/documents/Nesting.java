package io.beltline.components.documents;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** Writes sorted fields with dotted keys as objects in objects. */
final class Nesting {
  /** Below this depth keys stay as they are; engines read dots as steps too. */
  private static final int DEEPEST = 64;

  private final JsonBuffer out;
  private final FieldOrder order;
  private final IntConsumer value;

  Nesting(JsonBuffer out, FieldOrder order, IntConsumer value) {
    this.out = out;
    this.order = order;
    this.value = value;
  }

  void write() {
    members(0, order.size(), 0, 0);
  }

  private void members(int from, int to, int prefix, int depth) {
    int at = from;
    while (at < to) {
      byte[] key = order.key(at);
      int dot = depth == DEEPEST ? key.length : dot(key, prefix);
      out.name(key, prefix, dot);
      if (dot == key.length) {
        value.accept(order.field(at));
        at++;
        continue;
      }
      int end = at + 1;
      while (end < to && shares(key, order.key(end), dot + 1)) {
        end++;
      }
      out.beginObject();
      members(at, end, dot + 1, depth + 1);
      out.endObject();
      at = end;
    }
  }

  private static int dot(byte[] key, int from) {
    for (int i = from; i < key.length; i++) {
      if (key[i] == '.') {
        return i;
      }
    }
    return key.length;
  }

  private static boolean shares(byte[] key, byte[] other, int length) {
    return other.length >= length && Arrays.equals(key, 0, length, other, 0, length);
  }
}
