package io.beltline.service.trial;

import io.beltline.service.metrics.MetricRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Reads what rules did, and what was booked, from the metrics of components.
 *
 * @param registry where the metrics live
 */
record RuleCounts(MetricRegistry registry) {
  private static final String LEDGER = "beltline_ledger_items";
  private static final Set<String> OUTCOMES =
      Set.of("filtered", "sampled_out", "dropped", "created");

  /** What a rule did so far; nothing for one that is not counted. */
  Effect of(PlacedRule rule) {
    Map<String, Long> sums = new HashMap<>();
    if (!rule.rule().label().isEmpty()) {
      registry.counters(
          (name, labels, value) -> {
            if (rule.component().toString().equals(labels.get(rule.kind().label()))
                && labels.containsValue(rule.rule().label())) {
              sums.merge(name.substring(name.lastIndexOf('_') + 1), value, Long::sum);
            }
          });
    }
    return new Effect(
        Math.max(sums.getOrDefault("matched", 0L), sums.getOrDefault("items", 0L)),
        sums.getOrDefault("changed", 0L),
        Math.max(sums.getOrDefault("failed", 0L), sums.getOrDefault("failures", 0L)));
  }

  /** What was booked so far. */
  Map<Booking, Long> bookings() {
    Map<Booking, Long> all = new HashMap<>();
    registry.counters(
        (name, labels, value) -> {
          String outcome = labels.getOrDefault("outcome", "");
          if (name.equals(LEDGER) && OUTCOMES.contains(outcome) && value > 0) {
            all.put(
                new Booking(
                    labels.getOrDefault("pipeline", ""),
                    labels.getOrDefault("destination", ""),
                    outcome,
                    labels.getOrDefault("reason", "")),
                value);
          }
        });
    return all;
  }
}
