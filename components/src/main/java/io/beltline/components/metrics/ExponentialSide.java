package io.beltline.components.metrics;

import io.beltline.model.otlp.BucketsView;
import io.beltline.model.otlp.WireWriter;
import java.util.Arrays;

/**
 * The buckets of an exponential histogram on one side of zero: how many values each holds, up to a
 * number of buckets. Whoever uses it knows the scale. One thread.
 */
final class ExponentialSide {
  private static final int FIRST_ROOM = 8;

  private final int size;

  /** The counts of the buckets from {@link #first} on; those behind {@link #last} are zero. */
  private long[] counts = {};

  private int first;
  private int last = -1;

  /**
   * No values yet.
   *
   * @param size the most buckets, at least 2
   */
  ExponentialSide(int size) {
    this.size = size;
  }

  boolean isEmpty() {
    return counts.length == 0;
  }

  /** How many bytes the counts take. */
  long bytes() {
    return (long) Long.BYTES * counts.length;
  }

  /** By how much the scale must fall for a bucket to have a place beside the others. */
  int change(int index) {
    int low = isEmpty() ? index : Math.min(first, index);
    int high = isEmpty() ? index : Math.max(last, index);
    int change = 0;
    while ((long) (high >> change) - (low >> change) >= size) {
      change++;
    }
    return change;
  }

  /** Makes each 2 to the power of {@code change} buckets one. */
  void coarsen(int change) {
    if (change == 0 || isEmpty()) {
      return;
    }
    long[] merged = new long[counts.length];
    int start = first >> change;
    for (int i = first; i <= last; i++) {
      merged[(i >> change) - start] += counts[i - first];
    }
    counts = merged;
    first = start;
    last >>= change;
  }

  /** Counts values in a bucket that has a place. */
  void add(int index, long times) {
    if (isEmpty()) {
      counts = new long[Math.min(size, FIRST_ROOM)];
      first = index;
      last = index;
    }
    stretch(Math.min(first, index), Math.max(last, index));
    counts[index - first] += times;
  }

  private void stretch(int low, int high) {
    int needed = high - low + 1;
    if (needed > counts.length || low < first) {
      int room = needed > counts.length ? Math.min(size, Math.max(needed, 2 * counts.length)) : 0;
      long[] moved = new long[Math.max(room, counts.length)];
      System.arraycopy(counts, 0, moved, first - low, last - first + 1);
      counts = moved;
    }
    first = low;
    last = high;
  }

  /** Writes the buckets into a field of a point; nothing if there are none. */
  void write(int field, WireWriter point) {
    if (isEmpty()) {
      return;
    }
    int buckets = point.begin(field);
    point.sint32(BucketsView.OFFSET, first);
    int packed = point.begin(BucketsView.BUCKET_COUNTS);
    Arrays.stream(counts, 0, last - first + 1).forEach(point::rawVarint);
    point.end(packed);
    point.end(buckets);
  }
}
