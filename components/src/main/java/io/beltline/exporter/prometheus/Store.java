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

  /** Whether there is no room for another series. */
  boolean isFull() {
    return most > 0 && series.get() >= most;
  }

  /** The family of a name and type, made if there is none; null if there is no room for one. */
  @Nullable Family family(String name, Kind kind, String help, long now) {
    Key key = new Key(name, kind);
    Family family = families.get(key);
    if (family == null) {
      if (isFull()) {
        return null;
      }
      family = families.computeIfAbsent(key, one -> new Family(name, kind, help, now));
    }
    family.touch(help, now);
    return family;
  }

  /** Changes a series as {@link Family#update} does. */
  void update(Family family, String labels, UnaryOperator<@Nullable Sample> change) {
    series.addAndGet(family.update(labels, change));
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
