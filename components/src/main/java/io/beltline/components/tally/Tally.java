package io.beltline.components.tally;

import io.beltline.model.Slice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** The points of one metric and resource. One thread. */
final class Tally {
  private final Map<Slice, Amount> points = new LinkedHashMap<>();
  private long first;
  private long last;

  /** What a point tells. */
  static final class Amount {
    private long count;
    private double sum;

    long count() {
      return count;
    }

    double sum() {
      return sum;
    }
  }

  void add(Slice key, double amount) {
    Amount there = points.computeIfAbsent(key, k -> new Amount());
    there.count++;
    there.sum += amount;
  }

  /** Takes note of the time of a record; 0 is none. */
  void time(long unixNanos) {
    if (unixNanos != 0) {
      first = first == 0 || Long.compareUnsigned(unixNanos, first) < 0 ? unixNanos : first;
      last = Long.compareUnsigned(unixNanos, last) > 0 ? unixNanos : last;
    }
  }

  /** The time of the first record, or another if no record has one. */
  long first(long other) {
    return first == 0 ? other : first;
  }

  /** The time of the last record, or another if no record has one. */
  long last(long other) {
    return first == 0 ? other : last;
  }

  void each(BiConsumer<Slice, Amount> visitor) {
    points.forEach(visitor);
  }

  void clear() {
    points.clear();
    first = 0;
    last = 0;
  }
}
