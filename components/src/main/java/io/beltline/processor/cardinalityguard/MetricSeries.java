package io.beltline.processor.cardinalityguard;

import io.beltline.components.series.PointValue;
import io.beltline.components.series.SeriesId;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
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

  /** What those of one resource and scope add up to. */
  private final Map<SeriesId, Total> totals = new HashMap<>();

  private boolean told;

  /**
   * The last value of a series.
   *
   * @param value the value
   * @param time when it was that, Unix nanoseconds
   * @param seen when it came, by the monotonic clock
   */
  record Last(PointValue value, long time, long seen) {}

  /**
   * What further series add up to.
   *
   * @param start when the first of them begins, Unix nanoseconds; 0 if none tells
   * @param value what they add up to
   */
  record Total(long start, PointValue value) {}

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

  /**
   * Forgets what was not seen since a moment, and says how many further series went. Totals stay as
   * long as a further series is there.
   */
  int forget(long since) {
    forget(places.values().iterator(), since, seen -> seen);
    int gone = forget(further.values().iterator(), since, Last::seen);
    if (further.isEmpty()) {
      totals.clear();
    }
    return gone;
  }

  private static <T> int forget(Iterator<T> walk, long since, ToLongFunction<T> seen) {
    int gone = 0;
    while (walk.hasNext() && seen.applyAsLong(walk.next()) - since <= 0) {
      walk.remove();
      gone++;
    }
    return gone;
  }

  /** Whether nothing is remembered. */
  boolean isEmpty() {
    return places.isEmpty() && further.isEmpty();
  }

  /** How many series have a place. */
  int places() {
    return places.size();
  }
}
