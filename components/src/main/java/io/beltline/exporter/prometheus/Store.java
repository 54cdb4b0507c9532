package io.beltline.exporter.prometheus;

import io.beltline.components.prometheus.Kind;
import io.beltline.components.prometheus.Sample;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** All that is served. Safe for all threads. */
final class Store {

  /** What a family is known by. */
  private record Key(String name, Kind kind) {}

  private final ConcurrentHashMap<Key, Family> families = new ConcurrentHashMap<>();
  private final AtomicInteger series = new AtomicInteger();
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
    this.patience = patience;
    this.most = most;
  }

  private boolean isFull() {
    return most > 0 && series.get() >= most;
  }

  /**
   * The family of a name and type, made if there is none; if there is no room for one, a family
   * that takes no series and is not served.
   */
  Family family(String name, Kind kind, String help, long now) {
    Key key = new Key(name, kind);
    Family family = families.get(key);
    if (family == null) {
      if (isFull()) {
        return Family.closed(name, kind);
      }
      family = families.computeIfAbsent(key, one -> new Family(name, kind, help, now));
    }
    family.touch(help, now);
    return family;
  }

  /**
   * Changes a series as {@link Family#update} does.
   *
   * @return whether there was room: if not, the series is not there and nothing changed
   */
  boolean update(Family family, String labels, UnaryOperator<@Nullable Sample> change) {
    if (family.isClosed()) {
      return false;
    }
    boolean[] full = {false};
    int added =
        family.update(
            labels,
            before -> {
              full[0] = before == null && isFull();
              return full[0] ? null : change.apply(before);
            });
    series.addAndGet(added);
    return !full[0];
  }

  /** Removes a series, if it is there. */
  void remove(Family family, String labels) {
    series.addAndGet(family.update(labels, before -> null));
  }

  /** Removes what expired. */
  void expire(long now) {
    if (patience == 0) {
      return;
    }
    families.forEach(
        (key, family) -> {
          series.addAndGet(-family.expire(now, patience));
          if (family.isAbandoned(now, patience)) {
            families.remove(key, family);
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
