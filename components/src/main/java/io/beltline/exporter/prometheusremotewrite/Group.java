package io.beltline.exporter.prometheusremotewrite;

import io.beltline.components.prometheus.LabelSet;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The series that points of one name and one set of labels become: one for a number, several for a
 * histogram. They travel together. One thread.
 */
final class Group {
  private final long key;
  private final int source;
  private final BitSet items = new BitSet();
  private final Set<Long> times = new HashSet<>(2);
  private final Map<LabelSet, Series> series = new LinkedHashMap<>(2);
  private long newest = Long.MIN_VALUE;

  /**
   * A group without series.
   *
   * @param key a hash of the name and the labels
   * @param source a hash of the resource it comes from
   */
  Group(long key, int source) {
    this.key = key;
    this.source = source;
  }

  long key() {
    return key;
  }

  int source() {
    return source;
  }

  /**
   * Adds a point.
   *
   * @param item its place in the request, negative for what is no point
   * @return false if there is one of that time already
   */
  boolean add(int item, long time) {
    if (!times.add(time)) {
      return false;
    }
    newest = Math.max(newest, time);
    if (item >= 0) {
      items.set(item);
    }
    return true;
  }

  /** The series of some labels, made if there is none. */
  Series series(LabelSet labels, SeriesMetadata metadata) {
    return series.computeIfAbsent(labels, all -> new Series(all, metadata));
  }

  /** The points behind it, by their places in the request. */
  BitSet items() {
    return items;
  }

  /** The time of the newest point, Unix milliseconds. */
  long newest() {
    return newest;
  }

  /** Whether it has one point, so that sending it twice cannot bring it behind itself. */
  boolean isSingle() {
    return times.size() == 1;
  }

  /** Its series in the order they came. */
  Iterable<Series> all() {
    return series.values();
  }

  /** About how many bytes it takes in a request. */
  int size() {
    int size = 0;
    for (Series one : series.values()) {
      size += one.size();
    }
    return size;
  }
}
