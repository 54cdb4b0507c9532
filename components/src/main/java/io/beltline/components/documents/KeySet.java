package io.beltline.components.documents;

import java.util.Arrays;

/** The names that one JSON object has already. Used again and again by one thread. */
final class KeySet {
  private byte[] names = new byte[256];
  private int size;
  private int[] ends = new int[16];
  private int[] hashes = new int[16];
  private int count;

  /** For each place of a hash the number of a name, plus one; a power of two of them. */
  private int[] table = new int[64];

  /** Forgets all names. */
  void clear() {
    size = 0;
    count = 0;
    Arrays.fill(table, 0);
  }

  /** Adds a name and says whether it is new. */
  boolean add(byte[] b, int from, int to) {
    int hash = 1;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + b[i];
    }
    hash ^= hash >>> 15;
    int place = hash & table.length - 1;
    while (table[place] != 0) {
      if (same(table[place] - 1, hash, b, from, to)) {
        return false;
      }
      place = place + 1 & table.length - 1;
    }
    append(hash, b, from, to);
    table[place] = count;
    if (2 * count > table.length) {
      grow();
    }
    return true;
  }

  private boolean same(int number, int hash, byte[] b, int from, int to) {
    int start = number == 0 ? 0 : ends[number - 1];
    return hashes[number] == hash && Arrays.equals(names, start, ends[number], b, from, to);
  }

  private void append(int hash, byte[] b, int from, int to) {
    int length = to - from;
    if (names.length - size < length) {
      names = Arrays.copyOf(names, Math.max(size + length, 2 * names.length));
    }
    System.arraycopy(b, from, names, size, length);
    size += length;
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, 2 * count);
      hashes = Arrays.copyOf(hashes, 2 * count);
    }
    ends[count] = size;
    hashes[count] = hash;
    count++;
  }

  private void grow() {
    int[] larger = new int[2 * table.length];
    for (int number = 0; number < count; number++) {
      int place = hashes[number] & larger.length - 1;
      while (larger[place] != 0) {
        place = place + 1 & larger.length - 1;
      }
      larger[place] = number + 1;
    }
    table = larger;
  }
}
