package io.beltline.receiver.prometheus;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Things known by bytes. One thread. */
final class ByteTable<E extends ByteTable.Keyed> {
  private static final int LEAST = 16;
  private static final int FACTOR = 0x9e3779b1;

  /** What is in a table. */
  interface Keyed {
    /** What it is known by; never changes. */
    byte[] key();
  }

  private final int seed = System.identityHashCode(this); // so that nobody knows what collides
  private @Nullable Keyed[] slots = new @Nullable Keyed[LEAST];
  private int[] hashes = new int[LEAST];
  private int size;

  int size() {
    return size;
  }

  private int hash(byte[] in, int from, int to) {
    int hash = seed;
    for (int i = from; i < to; i++) {
      hash = (Integer.rotateLeft(hash, 5) ^ in[i]) * FACTOR;
    }
    return hash ^ (hash >>> 15);
  }

  /** What is known by some bytes; null if nothing. */
  @SuppressWarnings("unchecked") // only add puts in
  @Nullable E find(byte[] in, int from, int to) {
    int hash = hash(in, from, to);
    for (int i = hash & (slots.length - 1); ; i = (i + 1) & (slots.length - 1)) {
      Keyed found = slots[i];
      if (found == null) {
        return null;
      }
      if (hashes[i] == hash && Arrays.equals(found.key(), 0, found.key().length, in, from, to)) {
        return (E) found;
      }
    }
  }

  /** Adds what is not there yet. */
  void add(E element) {
    if (2 * (size + 1) > slots.length) {
      resize(2 * slots.length);
    }
    put(element, hash(element.key(), 0, element.key().length));
    size++;
  }

  private void put(Keyed element, int hash) {
    int i = hash & (slots.length - 1);
    while (slots[i] != null) {
      i = (i + 1) & (slots.length - 1);
    }
    slots[i] = element;
    hashes[i] = hash;
  }

  private void resize(int capacity) {
    @Nullable Keyed[] old = slots;
    int[] known = hashes;
    slots = new @Nullable Keyed[capacity];
    hashes = new int[capacity];
    for (int i = 0; i < old.length; i++) {
      Keyed element = old[i];
      if (element != null) {
        put(element, known[i]);
      }
    }
  }

  @SuppressWarnings("unchecked") // only add puts in
  void forEach(Consumer<E> each) {
    for (Keyed element : slots) {
      if (element != null) {
        each.accept((E) element);
      }
    }
  }

  /** Takes elements out. */
  @SuppressWarnings("unchecked") // only add puts in
  void removeIf(Predicate<E> gone) {
    int left = 0;
    for (int i = 0; i < slots.length; i++) {
      Keyed element = slots[i];
      if (element != null && gone.test((E) element)) {
        slots[i] = null;
      } else if (element != null) {
        left++;
      }
    }
    if (left < size) {
      size = left;
      resize(Math.max(LEAST, Integer.highestOneBit(Math.max(1, left)) << 2));
    }
  }
}
