package io.beltline.processor.tailsampling;

import io.beltline.components.traces.SecretHash;
import java.util.Arrays;

/**
 * The traces of which a decision is remembered, each with a number and a time: so many, then the
 * oldest is forgotten. Guarded by its owner.
 */
final class DecisionRing {
  private static final int FIRST = 1024;
  private static final int NONE = -1;
  private static final int FREE = 0;

  private final int most;
  private long[] ids = {};
  private int[] values = {};
  private int[] seconds = {};

  /** Open addressing: the place in the ring and one; 0 where there is none. */
  private int[] table = new int[2];

  private int next;
  private int size;

  /** A ring with room for so many, at least one; memory is taken as it fills. */
  DecisionRing(int most) {
    this.most = Math.max(1, most);
  }

  /** Remembers a trace that it does not know. */
  void add(TraceId id, int value, int second) {
    if (size == values.length && size < most) {
      grow();
    }
    if (size == most) {
      forget(next);
    } else {
      size++;
    }
    ids[2 * next] = id.high();
    ids[2 * next + 1] = id.low();
    values[next] = value;
    seconds[next] = second;
    insert(next);
    next = next + 1 == values.length && values.length == most ? 0 : next + 1;
  }

  private void grow() {
    int room = (int) Math.min(most, Math.max(FIRST, 2L * values.length));
    ids = Arrays.copyOf(ids, 2 * room);
    values = Arrays.copyOf(values, room);
    seconds = Arrays.copyOf(seconds, room);
    table = new int[Integer.highestOneBit(Math.max(2, room)) * 4];
    for (int i = 0; i < size; i++) {
      insert(i);
    }
  }

  private void insert(int at) {
    int slot = slot(ids[2 * at], ids[2 * at + 1]);
    while (table[slot] != FREE) {
      slot = slot + 1 & table.length - 1;
    }
    table[slot] = at + 1;
  }

  private int slot(long high, long low) {
    return SecretHash.of(high, low) & (table.length - 1);
  }

  private int find(long high, long low) {
    for (int slot = slot(high, low); table[slot] != FREE; slot = slot + 1 & table.length - 1) {
      int at = table[slot] - 1;
      if (ids[2 * at] == high && ids[2 * at + 1] == low) {
        return slot;
      }
    }
    return NONE;
  }

  /** Forgets what is at a place of the ring, and closes the gap in the table. */
  private void forget(int at) {
    int gap = find(ids[2 * at], ids[2 * at + 1]);
    int mask = table.length - 1;
    for (int slot = gap + 1 & mask; table[slot] != FREE; slot = slot + 1 & mask) {
      int other = table[slot] - 1;
      int home = slot(ids[2 * other], ids[2 * other + 1]);
      if ((slot - home & mask) >= (slot - gap & mask)) {
        table[gap] = table[slot];
        gap = slot;
      }
    }
    table[gap] = FREE;
  }

  /** The place of a trace, for {@link #value} and {@link #second}; negative if it is not known. */
  int find(TraceId id) {
    int slot = find(id.high(), id.low());
    return slot == NONE ? NONE : table[slot] - 1;
  }

  /** The place of the one that was remembered so many before all others. */
  int oldest(int index) {
    return size < most ? index : (next + index) % size;
  }

  TraceId id(int at) {
    return new TraceId(ids[2 * at], ids[2 * at + 1]);
  }

  int value(int at) {
    return values[at];
  }

  int second(int at) {
    return seconds[at];
  }

  int size() {
    return size;
  }
}
