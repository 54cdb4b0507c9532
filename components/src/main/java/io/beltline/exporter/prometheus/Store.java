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

  /**
   * An empty store.
   *
   * @param patience how many nanoseconds a series stays after its last point; 0 for ever
   */
  Store(long patience) {
    this.patience = patience;
  }

  /** The family of a name and type, made if there is none. */
  Family family(String name, Kind kind, String help, long now) {
    Family family =
        families.computeIfAbsent(
            new Key(name, kind), key -> new Family(key.name(), key.kind(), help, now));
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
