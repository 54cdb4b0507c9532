package io.beltline.distribution.explain;

import io.beltline.distribution.plain.Difference;
import io.beltline.distribution.plain.PlainItems;
import io.beltline.service.trial.Passage;
import io.beltline.service.trial.PlacedRule;
import io.beltline.service.trial.Spot;
import io.beltline.service.trial.Trial;
import io.beltline.service.trial.TrialConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds which rule changed which field: takes a record through a component with its first rules
 * only, then with one more, and so on. One thread.
 */
final class RuleByRule {
  private final TrialConfig config;
  private final long unixNanos;
  private final Map<Set<PlacedRule>, TrialConfig> configs = new HashMap<>();

  RuleByRule(TrialConfig config, long unixNanos) {
    this.config = config;
    this.unixNanos = unixNanos;
  }

  /**
   * The rules that changed something, with what they changed.
   *
   * @param own all rules of the component for the signal, in order
   * @param candidates those of them that can have changed something
   * @param passage the record as it came
   * @param after what came out
   */
  List<Cause> causes(
      Spot spot,
      List<PlacedRule> own,
      List<PlacedRule> candidates,
      Passage passage,
      List<Map<String, @Nullable Object>> after) {
    List<Map<String, @Nullable Object>> before = PlainItems.of(passage.telemetry());
    if (candidates.isEmpty()) {
      return List.of(cause(null, before, after));
    }
    List<Cause> causes = new ArrayList<>();
    for (PlacedRule rule : candidates) {
      List<Map<String, @Nullable Object>> then =
          rule.equals(candidates.getLast())
              ? after
              : through(spot, own.subList(own.indexOf(rule) + 1, own.size()), passage);
      if (!then.equals(before)) {
        causes.add(cause(rule, before, then));
      }
      before = then;
    }
    return causes;
  }

  /** That what came has become something else, by a rule if it is known. */
  static Cause cause(
      @Nullable PlacedRule rule,
      List<Map<String, @Nullable Object>> before,
      List<Map<String, @Nullable Object>> after) {
    boolean single = before.size() == 1 && after.size() == 1;
    List<Difference> differences =
        single
            ? Difference.between(before.getFirst(), after.getFirst())
            : List.of(new Difference("", before, after));
    return new Cause(Cause.Kind.CHANGED, rule, "", differences);
  }

  private List<Map<String, @Nullable Object>> through(
      Spot spot, List<PlacedRule> without, Passage passage) {
    TrialConfig less =
        configs.computeIfAbsent(new HashSet<>(without), rules -> config.without(rules));
    try (Trial trial = less.start(unixNanos)) {
      trial.inject(spot, passage.context(), passage.telemetry());
      return trial.passages().stream()
          .filter(p -> p.way() == Passage.Way.OUT_OF && p.spot().equals(spot))
          .flatMap(p -> PlainItems.of(p.telemetry()).stream())
          .toList();
    }
  }
}
