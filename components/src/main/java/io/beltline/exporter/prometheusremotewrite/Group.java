package io.beltline.exporter.prometheusremotewrite;

import io.beltline.components.prometheus.LabelSet;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The series that points of one name and one set of labels become: one for a number, several for a
 * histogram. They travel together. One thread.
 */
final class Group {
  private final long key;
  private final int source;
  private int[] items = new int[1];
  private int itemCount;
  private @Nullable Set<Long> times;
  private @Nullable Map<LabelSet, Series> series;
  private @Nullable Series only;
  private long newest = Long.MIN_VALUE;
  private int points;

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
    if (points > 0 && !isNew(time)) {
      return false;
    }
    points++;
    newest = Math.max(newest, time);
    if (item >= 0) {
      if (itemCount == items.length) {
        items = Arrays.copyOf(items, 2 * itemCount);
      }
      items[itemCount++] = item;
    }
    return true;
  }

  /** Most groups have one point, whose time is the newest: a set is made for the others. */
  private boolean isNew(long time) {
    if (times == null) {
      times = new HashSet<>(Set.of(newest));
    }
    return times.add(time);
  }

  /** The series of some labels, made if there is none. */
  Series series(LabelSet labels, SeriesMetadata metadata) {
    Series first = only;
    if (first == null && series == null) {
      Series made = new Series(labels, metadata);
      only = made;
      return made;
    }
    if (first != null && first.labels().equals(labels)) {
      return first;
    }
    if (series == null) {
      series = new LinkedHashMap<>();
      if (first != null) {
        series.put(first.labels(), first);
      }
    }
    return series.computeIfAbsent(labels, all -> new Series(all, metadata));
  }

  /** The series that has the name of its metric, made if there is none. */
  Series series(Known known, SeriesMetadata metadata) {
    if (only == null && series == null) {
      Series made = Series.of(known, metadata);
      only = made;
      return made;
    }
    return only != null && only.isOf(known) ? only : series(known.named(), metadata);
  }

  /** Marks the points behind it, by their places in the request. */
  void mark(BitSet points) {
    for (int i = 0; i < itemCount; i++) {
      points.set(items[i]);
    }
  }

  /** The time of the newest point, Unix milliseconds. */
  long newest() {
    return newest;
  }

  /** Whether it has one point, so that sending it twice cannot bring it behind itself. */
  boolean isSingle() {
    return points == 1;
  }

  /** Its series in the order they came. */
  Collection<Series> all() {
    if (series != null) {
      return series.values();
    }
    return only == null ? List.of() : List.of(only);
  }

  /** About how many bytes it takes in a request. */
  int size() {
    Series one = only;
    return series == null ? one == null ? 0 : one.size() : Series.size(series.values());
  }
}
