package io.beltline.exporter.prometheusremotewrite;

import java.util.Arrays;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What was made of bytes, for as much of what was used last as there is room for. Not safe for
 * threads.
 *
 * <p>There are two tables of half the room each. When the younger is full, the older is forgotten
 * and the younger takes its place; what is used moves into the younger one.
 */
final class Memo<V> {
  private static final int OVERHEAD = 96;

  private final LongSupplier room;
  private final ByteHash hash = new ByteHash();
  private Table young = new Table();
  private Table old = new Table();

  /** What is known by some bytes within something that has a number of its own. */
  @SuppressWarnings("ArrayRecordComponent") // compared by its bytes in is()
  private record Entry(long within, byte[] key, int hash, Object value, long size) {
    boolean is(long asked, int hashed, byte[] in, int from, int to) {
      return hash == hashed && within == asked && Arrays.equals(key, 0, key.length, in, from, to);
    }
  }

  /**
   * Knows nothing yet.
   *
   * @param room how many bytes it may take now, about; without room nothing is kept
   */
  Memo(LongSupplier room) {
    this.room = room;
  }

  /**
   * What was made of some bytes, null if that is not known.
   *
   * @param within the number of what they stand in
   */
  @SuppressWarnings("unchecked") // only add puts in
  @Nullable V find(long within, byte[] in, int from, int to) {
    int hashed = hash.of(within, in, from, to);
    Entry found = young.find(within, hashed, in, from, to);
    if (found == null) {
      found = old.find(within, hashed, in, from, to);
      if (found == null) {
        return null;
      }
      put(found);
    }
    return (V) found.value;
  }

  /**
   * Remembers what was made of bytes that are not known.
   *
   * @param size how many bytes the value takes, about
   */
  void add(long within, byte[] in, int from, int to, V value, long size) {
    long whole = OVERHEAD + (to - from) + size;
    if (whole <= room.getAsLong() / 2) {
      byte[] key = Arrays.copyOfRange(in, from, to);
      put(new Entry(within, key, hash.of(within, in, from, to), value, whole));
    }
  }

  private void put(Entry entry) {
    if (young.bytes + entry.size > room.getAsLong() / 2) {
      old = young;
      young = new Table();
    }
    young.add(entry);
  }

  /** Forgets all. */
  void clear() {
    young = new Table();
    old = new Table();
  }

  /** The bytes it takes, about. */
  long bytes() {
    return young.bytes + old.bytes;
  }

  /** An open hash table. */
  private static final class Table {
    private @Nullable Entry[] slots = new @Nullable Entry[16];
    private int size;
    private long bytes;

    @Nullable Entry find(long within, int hash, byte[] in, int from, int to) {
      for (int at = hash & (slots.length - 1); ; at = (at + 1) & (slots.length - 1)) {
        Entry entry = slots[at];
        if (entry == null || entry.is(within, hash, in, from, to)) {
          return entry;
        }
      }
    }

    void add(Entry entry) {
      if (2 * (size + 1) > slots.length) {
        @Nullable Entry[] before = slots;
        slots = new @Nullable Entry[2 * before.length];
        for (Entry one : before) {
          if (one != null) {
            place(one);
          }
        }
      }
      place(entry);
      size++;
      bytes += entry.size;
    }

    private void place(Entry entry) {
      int at = entry.hash & (slots.length - 1);
      while (slots[at] != null) {
        at = (at + 1) & (slots.length - 1);
      }
      slots[at] = entry;
    }
  }
}
