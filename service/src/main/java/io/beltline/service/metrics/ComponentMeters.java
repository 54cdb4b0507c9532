package io.beltline.service.metrics;

import io.beltline.api.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes the meters of components. One that takes the place of another of its name counts on in the
 * same series. When the last of a name has closed and no other has come for {@link #GRACE}, the
 * series of that name are forgotten; until then their last values are seen. Safe for all threads.
 */
public final class ComponentMeters {
  /** How long the series of a component that is no more are shown. */
  public static final Duration GRACE = Duration.ofMinutes(5);

  private final MetricRegistry registry;
  private final Clock clock;
  private final Map<Map<String, String>, Holders> byName = new HashMap<>();

  /** Meters of a registry. */
  public ComponentMeters(MetricRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
  }

  /** Those who count under one name. Guarded by the map they are in. */
  private static final class Holders {
    private int open;
    private long ends;
  }

  /**
   * A meter for a component; it is to be closed, even if the component never starts.
   *
   * @param identity the labels it adds to every instrument: the component's name
   */
  public ComponentMeter meter(Map<String, String> identity) {
    Map<String, String> name = Map.copyOf(identity);
    synchronized (byName) {
      byName.computeIfAbsent(name, _ -> new Holders()).open++;
    }
    return new ComponentMeter(registry, name, () -> closed(name));
  }

  private void closed(Map<String, String> name) {
    synchronized (byName) {
      Holders holders = byName.get(name);
      if (holders != null && --holders.open == 0) {
        long end = ++holders.ends;
        clock.schedule(GRACE, () -> forget(name, holders, end));
      }
    }
  }

  /** Forgets what was counted under a name, unless it was taken up again since that end. */
  private void forget(Map<String, String> name, Holders holders, long end) {
    synchronized (byName) { // a new meter of the name waits, and begins at zero
      if (holders.open == 0 && holders.ends == end && byName.remove(name, holders)) {
        registry.forget(name, Map.of());
      }
    }
  }
}
