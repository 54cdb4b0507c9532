package io.beltline.exporter.prometheusremotewrite;

import java.util.Arrays;

/**
 * The time of the newest sample that was taken of each series, and which resource it came from, for
 * as many of the series used last as there is room for. Not safe for threads.
 *
 * <p>There are two tables of half the room each. When the younger is full, the older is forgotten
 * and the younger takes its place; what is used moves into the younger one.
 */
final class Latest {
  /** The time of a series that is not known. */
  static final long UNKNOWN = Long.MIN_VALUE;

  private final int half;
  private Table young = new Table();
  private Table old = new Table();

  /**
   * Knows nothing yet.
   *
   * @param room how many series it knows at most
   */
  Latest(int room) {
    half = Math.max(1, room / 2);
  }

  /** The time of the newest sample of a series, {@link #UNKNOWN} if none is known. */
  long time(long key) {
    int at = young.find(key);
    if (at >= 0) {
      return young.times[at];
    }
    int before = old.find(key);
    return before >= 0 ? old.times[before] : UNKNOWN;
  }

  /**
   * Samples of a series were taken.
   *
   * @return whether two resources write it in turn
   */
  boolean taken(long key, long time, int source) {
    int at = young.find(key);
    if (at < 0) {
      Table from = old; // to make room may put another in its place
      int before = from.find(key);
      at = make(key);
      if (before >= 0) {
        young.times[at] = from.times[before];
        young.sources[at] = from.sources[before];
        young.earlier[at] = from.earlier[before];
      } else {
        young.times[at] = UNKNOWN;
        young.sources[at] = source;
        young.earlier[at] = source;
      }
    }
    young.times[at] = Math.max(young.times[at], time);
    if (young.sources[at] == source) {
      return false;
    }
    boolean back = young.earlier[at] == source;
    young.earlier[at] = young.sources[at];
    young.sources[at] = source;
    return back;
  }

  private int make(long key) {
    if (young.size >= half) {
      old = young;
      young = new Table();
    }
    return young.add(key);
  }

  /** How many series are known. */
  int size() {
    return young.size + old.size;
  }

  /** An open hash table of primitives: 25 bytes a place. */
  private static final class Table {
    private long[] keys = new long[16];
    private boolean[] used = new boolean[16];
    private long[] times = new long[16];
    private int[] sources = new int[16];
    private int[] earlier = new int[16];
    private int size;

    int find(long key) {
      int mask = keys.length - 1;
      for (int at = place(key, mask); used[at]; at = (at + 1) & mask) {
        if (keys[at] == key) {
          return at;
        }
      }
      return -1;
    }

    int add(long key) {
      if (size * 2 >= keys.length) {
        grow();
      }
      int mask = keys.length - 1;
      int at = place(key, mask);
      while (used[at]) {
        at = (at + 1) & mask;
      }
      keys[at] = key;
      used[at] = true;
      size++;
      return at;
    }

    private static int place(long key, int mask) {
      return (int) (key ^ (key >>> 32)) & mask;
    }

    private void grow() {
      Table larger = new Table();
      int room = keys.length * 2;
      larger.keys = new long[room];
      larger.used = new boolean[room];
      larger.times = Arrays.copyOf(larger.times, room);
      larger.sources = new int[room];
      larger.earlier = new int[room];
      for (int i = 0; i < keys.length; i++) {
        if (used[i]) {
          int at = larger.add(keys[i]);
          larger.times[at] = times[i];
          larger.sources[at] = sources[i];
          larger.earlier[at] = earlier[i];
        }
      }
      keys = larger.keys;
      used = larger.used;
      times = larger.times;
      sources = larger.sources;
      earlier = larger.earlier;
    }
  }
}
