package io.beltline.components.egress;

import io.beltline.api.Meter;
import io.beltline.api.Meter.Counter;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what a policy looked at and found, rule by rule. Safe for all threads. */
final class EgressMetrics {
  private final Meter meter;
  private final Map<String, String> labels;
  private final String items;
  private final Counter scanned;
  private final Map<String, Counter> counters = new ConcurrentHashMap<>();

  EgressMetrics(Settings exporter, Signal signal, boolean dryRun) {
    meter = exporter.meter();
    items = signal.items();
    Map<String, String> all = new HashMap<>();
    all.put("exporter", exporter.id().toString());
    all.put("data_type", signal.label());
    if (dryRun) {
      all.put("dry_run", "true");
    }
    labels = Map.copyOf(all);
    scanned =
        meter.counter(
            "beltline_exporter_egress_scanned_" + items,
            "{" + items + "}",
            "Number of " + words() + " the egress policy looked at.",
            labels);
  }

  private String words() {
    return items.replace('_', ' ');
  }

  void scanned(long count) {
    scanned.add(count);
  }

  /** Rules matched in so many items. */
  void matched(RuleSet rules, BitSet matched, long count) {
    matched.stream().forEach(rule -> found(rules, rule, count));
  }

  private void found(RuleSet rules, int rule, long count) {
    String done =
        switch (rules.action(rule)) {
          case MASK -> "masked";
          case QUARANTINE -> "quarantined";
          case BLOCK -> "blocked";
        };
    counter(done + "_" + items, items, rules.name(rule), words() + " the rule " + done).add(count);
  }

  /** A rule matched in an encoded request alone. */
  void encoded(String rule) {
    counter("encoded_matches", "requests", rule, "encoded requests in which the rule matched")
        .add(1);
  }

  private Counter counter(String name, String unit, String rule, String what) {
    return counters.computeIfAbsent(
        name.toLowerCase(Locale.ROOT) + " " + rule,
        key -> {
          Map<String, String> all = new HashMap<>(labels);
          all.put("rule", rule);
          return meter.counter(
              "beltline_exporter_egress_" + name, "{" + unit + "}", "Number of " + what + ".", all);
        });
  }
}
