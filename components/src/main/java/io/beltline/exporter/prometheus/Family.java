package io.beltline.exporter.prometheus;

import io.beltline.components.prometheus.Kind;
import io.beltline.components.prometheus.Sample;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The series of one name and type, by their labels as they are written. Safe for all threads;
 * readers wait for nobody.
 */
final class Family {
  private final String name;
  private final Kind kind;
  private final ConcurrentNavigableMap<String, Sample> series = new ConcurrentSkipListMap<>();
  private volatile String help;
  private volatile long touched;
  private volatile boolean served;

  /** One without series, which is not served. */
  Family(String name, Kind kind, String help, long now) {
    this.name = name;
    this.kind = kind;
    this.help = help;
    this.touched = now;
  }

  /** Whether it is one of those that are served. */
  boolean isServed() {
    return served;
  }

  /** Says whether it is one of those that are served. */
  Family serve(boolean now) {
    served = now;
    return this;
  }

  String name() {
    return name;
  }

  Kind kind() {
    return kind;
  }

  /** The first description that said anything. */
  String help() {
    return help;
  }

  /** When points came last. */
  long touched() {
    return touched;
  }

  /** The series in order of their labels. */
  Map<String, Sample> series() {
    return series;
  }

  /** Says that points come, and what the metric is described as. */
  void touch(String description, long now) {
    touched = now;
    if (help.isEmpty()) {
      help = description;
    }
  }

  /** Whether it has no series and none has come for a while. */
  boolean isAbandoned(long now, long patience) {
    return series.isEmpty() && now - touched > patience;
  }

  /**
   * Changes a series.
   *
   * @param change from what is known, or null, to what shall be; the same for no change, null to
   *     remove; may run more than once
   * @return by how many the number of series changed
   */
  @SuppressWarnings("ReferenceEquality") // the same sample means no change
  int update(String labels, UnaryOperator<@Nullable Sample> change) {
    while (true) {
      Sample before = series.get(labels);
      Sample after = change.apply(before);
      if (after == before) {
        return 0;
      }
      if (after == null) {
        if (before != null && series.remove(labels, before)) {
          return -1;
        }
      } else if (before == null) {
        if (series.putIfAbsent(labels, after) == null) {
          return 1;
        }
      } else if (series.replace(labels, before, after)) {
        return 0;
      }
    }
  }

  /** Removes what no point has touched for too long and says how many series that were. */
  int expire(long now, long patience) {
    int removed = 0;
    for (Iterator<Map.Entry<String, Sample>> all = series.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<String, Sample> entry = all.next();
      if (now - entry.getValue().times().touched() > patience
          && series.remove(entry.getKey(), entry.getValue())) {
        removed++;
      }
    }
    return removed;
  }
}
