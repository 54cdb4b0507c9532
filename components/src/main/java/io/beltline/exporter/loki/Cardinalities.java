package io.beltline.exporter.loki;

import io.beltline.api.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * The streams of each tenant. A tenant that is not seen for long is forgotten. Safe for all
 * threads.
 */
final class Cardinalities {
  /** Tenants that are told apart; further ones count together. */
  private static final int MOST_TENANTS = 1000;

  private static final String OTHERS = "\n";

  private final LimitsConfig limits;
  private final Clock clock;
  private final Map<String, Cardinality> tenants = new HashMap<>();
  private long swept;

  Cardinalities(LimitsConfig limits, Clock clock) {
    this.limits = limits;
    this.clock = clock;
    this.swept = clock.nanoTime();
  }

  /**
   * Counts a stream of a tenant in.
   *
   * @param labels its labels, of which some may be taken away; what is left is the stream
   */
  synchronized void admit(
      String tenant, SortedMap<String, String> labels, Cardinality.Demotion demotion) {
    long now = clock.nanoTime();
    sweep(now);
    boolean apart = tenants.size() < MOST_TENANTS || tenants.containsKey(tenant);
    tenants
        .computeIfAbsent(apart ? tenant : OTHERS, all -> new Cardinality(limits))
        .admit(labels, now, demotion);
  }

  /** At most once a minute, as it looks at everything. */
  private void sweep(long now) {
    if (now - swept >= Cardinality.STALE) {
      swept = now;
      tenants.values().removeIf(streams -> !streams.sweep(now));
    }
  }

  /** How many tenants are remembered. */
  synchronized int tenants() {
    return tenants.size();
  }

  /** How many streams there are of all tenants. */
  synchronized int streams() {
    return tenants.values().stream().mapToInt(Cardinality::streams).sum();
  }
}
