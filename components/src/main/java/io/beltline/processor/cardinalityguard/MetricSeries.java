package io.beltline.processor.cardinalityguard;

import io.beltline.components.series.PointValue;
import io.beltline.components.series.SeriesId;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The series of all metrics of one name: those that have a place, and of the others what they add
 * up to. Whoever uses it holds the monitor of {@link KnownSeries}.
 */
final class MetricSeries {
  /** When each was seen; the one that was not seen for longest comes first. */
  private final LinkedHashMap<SeriesId, Long> places = new LinkedHashMap<>();

  /** The further cumulative series, likewise. */
  private final LinkedHashMap<SeriesId, Last> further = new LinkedHashMap<>();

  /** What those of one resource and scope add up to. None is without a further series. */
  private final Map<SeriesId, Total> totals = new HashMap<>();

  private boolean told;
  private long seen;

  /**
   * The last value of a series.
   *
   * @param metric what it is added to
   * @param value the value
   * @param time when it was that, Unix nanoseconds
   * @param seen when it came, by the monotonic clock
   */
  record Last(SeriesId metric, PointValue value, long time, long seen) {}

  /**
   * What further series add up to.
   *
   * @param start when the first of them begins, Unix nanoseconds; 0 if none tells
   * @param value what they add up to
   * @param series how many of them are remembered
   */
  record Total(long start, PointValue value, int series) {
    Total with(int change) {
      return new Total(start, value, series + change);
    }
  }

  /** Takes note of when the metric was seen, by the monotonic clock. */
  void seen(long now) {
    seen = now;
  }

  /** Whether it was not seen since a moment. */
  boolean isStale(long since) {
    return seen - since <= 0;
  }

  /** Whether a series has a place, or gets one since there is one. */
  boolean admits(SeriesId id, long limit, long now) {
    if (places.containsKey(id) || (places.size() < limit && !further.containsKey(id))) {
      places.putLast(id, now);
      return true;
    }
    return false;
  }

  /** What is remembered of a further series, or null. */
  @Nullable Last last(SeriesId id) {
    return further.get(id);
  }

  /** Remembers of a further series; true if it is a new one. */
  boolean last(SeriesId id, Last last) {
    return further.putLast(id, last) == null;
  }

  /** What the further series of a metric add up to, or null. */
  @Nullable Total total(SeriesId metric) {
    return totals.get(metric);
  }

  /** Remembers that. */
  void total(SeriesId metric, Total total) {
    totals.put(metric, total);
  }

  /** Whether nobody was told yet that there are too many; from now on somebody was. */
  boolean tells() {
    boolean first = !told;
    told = true;
    return first;
  }

  /** Frees the places of series that were not seen since a moment. */
  void forget(long since) {
    Iterator<Long> walk = places.values().iterator();
    while (walk.hasNext() && walk.next() - since <= 0) {
      walk.remove();
    }
  }

  /**
   * Forgets the further series that was not seen for longest, if it was not since a moment. Its
   * part of the total stays; the total goes with the last of its series.
   */
  boolean evict(long since) {
    Map.Entry<SeriesId, Last> oldest = further.firstEntry();
    if (oldest == null || oldest.getValue().seen - since > 0) {
      return false;
    }
    further.pollFirstEntry();
    totals.computeIfPresent(
        oldest.getValue().metric, (metric, total) -> total.series > 1 ? total.with(-1) : null);
    return true;
  }

  /** Whether nothing is remembered. */
  boolean isEmpty() {
    return places.isEmpty() && further.isEmpty();
  }

  /** How many further series are remembered. */
  int further() {
    return further.size();
  }

  /** How many series have a place. */
  int places() {
    return places.size();
  }
}
