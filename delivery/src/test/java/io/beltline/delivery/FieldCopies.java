package io.beltline.delivery;

import io.beltline.model.Signal;
import io.beltline.model.otlp.Wire;
import java.io.ByteArrayOutputStream;

/** A cut done the plainest way: each field is copied to one part or both, level by level. */
record FieldCopies(ByteArrayOutputStream head, ByteArrayOutputStream tail) {
  static final int[][] ITEMS = {{1}, {2}, {2}};
  static final int[][] POINTS = {{1}, {2}, {2}, {5, 7, 9, 10, 11}, {1}};

  static FieldCopies of(Signal signal, byte[] request, int items) {
    return of(signal == Signal.METRICS ? POINTS : ITEMS, 0, request, items);
  }

  private static FieldCopies of(int[][] levels, int level, byte[] message, int items) {
    FieldCopies parts = new FieldCopies(new ByteArrayOutputStream(), new ByteArrayOutputStream());
    int left = items;
    for (int at = 0; at < message.length; ) {
      long opened = Wire.tagAt(message, at, message.length);
      int tag = (int) opened;
      int value = (int) (opened >>> 32);
      int after = Wire.skip(message, value, message.length, tag & 7);
      int count = held(levels, level, tag, message, value, after);
      if (count == 0 || (left > 0 && count <= left)) {
        parts.head.write(message, at, after - at);
      }
      if (count == 0 || left == 0) {
        parts.tail.write(message, at, after - at);
      }
      if (left > 0 && count > left) {
        FieldCopies inner = of(levels, level + 1, content(message, value, after), left);
        write(parts.head, tag, inner.head.toByteArray());
        write(parts.tail, tag, inner.tail.toByteArray());
      }
      left = Math.max(0, left - count);
      at = after;
    }
    return parts;
  }

  private static int held(
      int[][] levels, int level, int tag, byte[] message, int value, int after) {
    boolean leads = false;
    for (int number : levels[level]) {
      leads |= tag == Wire.tag(number, Wire.BYTES);
    }
    if (!leads || level == levels.length - 1) {
      return leads ? 1 : 0;
    }
    byte[] inner = content(message, value, after);
    int sum = 0;
    for (int at = 0; at < inner.length; ) {
      long opened = Wire.tagAt(inner, at, inner.length);
      int from = (int) (opened >>> 32);
      at = Wire.skip(inner, from, inner.length, (int) opened & 7);
      sum += held(levels, level + 1, (int) opened, inner, from, at);
    }
    return sum;
  }

  private static byte[] content(byte[] message, int value, int after) {
    int from = (int) (Wire.open(message, value, after) >>> 32);
    return java.util.Arrays.copyOfRange(message, from, after);
  }

  private static void write(ByteArrayOutputStream out, int tag, byte[] content) {
    byte[] head = new byte[20];
    int size = Wire.put(head, Wire.put(head, 0, tag), content.length);
    out.write(head, 0, size);
    out.writeBytes(content);
  }
}
