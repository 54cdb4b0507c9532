package io.beltline.receiver.statsd;

import io.beltline.api.Admission;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The last values of gauges, which later changes are added to: as many as an interval may have
 * series, and as there is room for; the one that was not set for longest is forgotten first. One
 * thread at a time.
 */
final class GaugeMemory {
  private static final long ENTRY = 128;

  /** What a receiver leaves for the one that takes its place. Not changed any more. */
  record Left(Map<Key, Double> values) {}

  /** A gauge of a source. */
  record Key(String source, SeriesKey series) {
    long bytes() {
      return ENTRY + 2L * source.length() + series.bytes();
    }
  }

  private final LinkedHashMap<Key, Double> values = new LinkedHashMap<>();
  private final int most;
  private final Held held;

  GaugeMemory(int most, Admission admission) {
    this.most = most;
    this.held = new Held(admission);
  }

  /** The last value, 0 if there is none. */
  double value(String source, SeriesKey series) {
    return values.getOrDefault(new Key(source, series), 0.0);
  }

  /** Remembers what the receiver before this one left, the last as far as there is room. */
  void load(Left left) {
    left.values.forEach((key, value) -> put(key.source, key.series, value));
  }

  /**
   * Remembers a value. For one that is new as many go as it needs room, of those that were not set
   * for longest; if that is not enough, others have the room, and it is not remembered.
   */
  void put(String source, SeriesKey series, double value) {
    Key key = new Key(source, series);
    if (values.containsKey(key)) {
      values.putLast(key, value);
      return;
    }
    if (values.size() >= most) {
      forgetEldest();
    }
    boolean room = held.take(key.bytes());
    for (long freed = 0; !room && freed < key.bytes() && !values.isEmpty(); ) {
      freed += forgetEldest();
      room = held.take(key.bytes());
    }
    if (room) {
      values.put(key, value);
    }
  }

  private long forgetEldest() {
    long bytes = values.pollFirstEntry().getKey().bytes();
    held.give(bytes);
    return bytes;
  }

  /** Ends, and leaves what is remembered; it takes no room here any more. */
  Left end() {
    held.close();
    return new Left(values);
  }
}
