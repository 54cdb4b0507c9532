package io.beltline.exporter.prometheusremotewrite;

import io.beltline.model.Slice;
import io.beltline.model.otlp.WireWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The table of texts of a request of the second version. One thread. */
final class Symbols {
  private static final int FIELD = 4;

  private final WireWriter out = new WireWriter(4096);
  private final ByteHash hash = new ByteHash();
  private int[] hashes = new int[64];
  private int[] froms = new int[64];
  private int[] tos = new int[64];
  private int[] slots = new int[256]; // a number and 1, at most half of them are taken
  private int size;

  /** Has the empty text alone, so that what is not there refers to it. */
  Symbols() {
    of("");
  }

  /** The number of a text, which is put in if it is not there. */
  int of(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return of(utf8, 0, utf8.length);
  }

  /** The number of a text in UTF-8, which is put in if it is not there. */
  int of(byte[] in, int from, int to) {
    int hashed = hash.of(0, in, from, to);
    int mask = slots.length - 1;
    int at = hashed & mask;
    byte[] known = out.toSlice().array();
    for (; slots[at] != 0; at = (at + 1) & mask) {
      int found = slots[at] - 1;
      if (hashes[found] == hashed && Arrays.equals(known, froms[found], tos[found], in, from, to)) {
        return found;
      }
    }
    slots[at] = size + 1;
    return add(hashed, in, from, to);
  }

  private int add(int hashed, byte[] in, int from, int to) {
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, 2 * size);
      froms = Arrays.copyOf(froms, 2 * size);
      tos = Arrays.copyOf(tos, 2 * size);
    }
    out.bytes(FIELD, in, from, to);
    hashes[size] = hashed;
    tos[size] = out.size();
    froms[size] = out.size() - (to - from);
    size++;
    if (2 * size > slots.length) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    slots = new int[2 * slots.length];
    int mask = slots.length - 1;
    for (int i = 0; i < size; i++) {
      int at = hashes[i] & mask;
      while (slots[at] != 0) {
        at = (at + 1) & mask;
      }
      slots[at] = i + 1;
    }
  }

  /** All texts as fields of a request, in the order of their numbers. */
  Slice fields() {
    return out.toSlice();
  }
}
