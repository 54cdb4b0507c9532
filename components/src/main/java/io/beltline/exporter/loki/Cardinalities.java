package io.beltline.exporter.loki;

import io.beltline.api.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The streams of each tenant. Safe for all threads. */
final class Cardinalities {
  /** Tenants that are told apart; further ones count together. */
  private static final int MOST_TENANTS = 1000;

  private static final String OTHERS = "\n";

  private final LimitsConfig limits;
  private final Clock clock;
  private final Map<String, Cardinality> tenants = new ConcurrentHashMap<>();

  Cardinalities(LimitsConfig limits, Clock clock) {
    this.limits = limits;
    this.clock = clock;
  }

  /** The streams of a tenant. */
  Cardinality of(String tenant) {
    boolean apart = tenants.size() < MOST_TENANTS || tenants.containsKey(tenant);
    return tenants.computeIfAbsent(apart ? tenant : OTHERS, all -> new Cardinality(limits, clock));
  }

  /** How many streams there are of all tenants. */
  int streams() {
    return tenants.values().stream().mapToInt(Cardinality::streams).sum();
  }
}
