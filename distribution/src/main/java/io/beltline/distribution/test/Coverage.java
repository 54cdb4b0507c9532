package io.beltline.distribution.test;

import io.beltline.service.trial.PlacedRule;
import io.beltline.service.trial.Trial;
import io.beltline.service.trial.TrialConfig;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Which rules tests reached: statements and conditions that held, routes that were taken. */
final class Coverage {
  private final TreeMap<String, PlacedRule> all = new TreeMap<>(Comparator.naturalOrder());
  private final Set<String> reached = new LinkedHashSet<>();

  /**
   * Adds the rules of a configuration that are counted: they stand as not reached until a trial
   * reaches them.
   */
  void add(TrialConfig config) {
    config.rules().stream()
        .filter(rule -> !rule.rule().label().isEmpty())
        .forEach(rule -> all.putIfAbsent(key(rule), rule));
  }

  /** Adds what a trial reached. */
  void add(TrialConfig config, Trial trial) {
    config.rules().stream()
        .filter(rule -> trial.effect(rule).held() > 0)
        .forEach(rule -> reached.add(key(rule)));
  }

  /** How many rules there are. */
  int rules() {
    return all.size();
  }

  /** The rules that no test reached, by place. */
  List<PlacedRule> unreached() {
    return all.entrySet().stream()
        .filter(entry -> !reached.contains(entry.getKey()))
        .map(java.util.Map.Entry::getValue)
        .toList();
  }

  /** One rule is written once, also where several test files are about it. */
  private static String key(PlacedRule rule) {
    return "%s:%08d:%08d:%s"
        .formatted(
            rule.position().source(),
            rule.position().line(),
            rule.position().column(),
            rule.rule().path());
  }
}
