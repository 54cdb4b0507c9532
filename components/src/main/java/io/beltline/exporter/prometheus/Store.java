package io.beltline.exporter.prometheus;

import io.beltline.components.prometheus.Kind;
import io.beltline.components.prometheus.Sample;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** All that is served. Safe for all threads. */
final class Store {

  /** What a family is known by. */
  private record Key(String name, Kind kind) {}

  /** How many nanoseconds a family without series stays where series stay for ever. */
  private static final long EMPTY = Duration.ofMinutes(5).toNanos();

  private final ConcurrentHashMap<Key, Family> families;
  private final AtomicInteger series;
  private final long patience;
  private final int most;

  /**
   * An empty store.
   *
   * @param patience how many nanoseconds a series stays after its last point; 0 for ever
   * @param most how many series there may be, about: it is not looked at while one is added; 0 for
   *     any number
   */
  Store(long patience, int most) {
    this(patience, most, new ConcurrentHashMap<>(), new AtomicInteger());
  }

  private Store(
      long patience, int most, ConcurrentHashMap<Key, Family> families, AtomicInteger series) {
    this.patience = patience;
    this.most = most;
    this.families = families;
    this.series = series;
  }

  /** The same series under other limits, as in the constructor. */
  Store within(long newPatience, int newMost) {
    return new Store(newPatience, newMost, families, series);
  }

  private boolean isFull() {
    return most > 0 && series.get() >= most;
  }

  /**
   * The family of a name and type. One that has no series yet is not served, and takes no room,
   * before {@link #update} adds the first.
   */
  Family family(String name, Kind kind, String help, long now) {
    Family family = families.get(new Key(name, kind));
    if (family == null) {
      return new Family(name, kind, help, now);
    }
    family.touch(help, now);
    return family;
  }

  /**
   * Changes a series as {@link Family#update} does, which has a sample for one that is not there.
   *
   * @return whether there was room: if not, the series is not there and nothing changed
   */
  boolean update(Family family, String labels, UnaryOperator<@Nullable Sample> change) {
    Family there = served(family);
    if (there == null) {
      return false;
    }
    boolean[] full = {false};
    int added =
        there.update(
            labels,
            before -> {
              full[0] = before == null && isFull();
              return full[0] ? null : change.apply(before);
            });
    series.addAndGet(added);
    return !full[0];
  }

  /** What is served under a family's name and type, itself if there is none; null without room. */
  private @Nullable Family served(Family family) {
    if (family.isServed()) {
      return family;
    }
    Key key = new Key(family.name(), family.kind());
    Family there = families.get(key);
    if (there == null) {
      boolean crowded = most > 0 && families.mappingCount() >= most; // some without series
      if (crowded || isFull()) {
        return null;
      }
      there = families.computeIfAbsent(key, one -> family.serve(true));
    }
    there.touch(family.help(), family.touched());
    return there;
  }

  /** Removes a series, if it is there. */
  void remove(Family family, String labels) {
    Family there = families.get(new Key(family.name(), family.kind()));
    if (there != null) {
      series.addAndGet(there.update(labels, before -> null));
    }
  }

  /** Removes what expired, and families that have had no series for a while. */
  void expire(long now) {
    long empty = patience == 0 ? EMPTY : patience;
    families.forEach(
        (key, family) -> {
          if (patience > 0) {
            series.addAndGet(-family.expire(now, patience));
          }
          if (family.isAbandoned(now, empty) && families.remove(key, family)) {
            family.serve(false);
          }
        });
  }

  /** The families, in no order. */
  Collection<Family> families() {
    return families.values();
  }

  /** How many series there are. */
  int size() {
    return series.get();
  }
}
