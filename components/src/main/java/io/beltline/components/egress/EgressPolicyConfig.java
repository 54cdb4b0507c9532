package io.beltline.components.egress;

import io.beltline.api.Settings;
import io.beltline.components.patterns.Expressions;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import io.beltline.delivery.EgressPolicy;
import io.beltline.delivery.EgressRules;
import io.beltline.model.Signal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What users write under {@code egress_policy} of an exporter.
 *
 * @param action what is done with a record in which a detector, or a rule without an action,
 *     matches
 * @param detectors names of what is looked for
 * @param rules expressions of the user's own
 * @param allowedValues matches that are let through
 * @param mask what takes the place of a match
 * @param encoded what is done where a match shows in the encoded form alone
 * @param dryRun whether matches are counted only
 */
public record EgressPolicyConfig(
    @Default("mask")
        @Doc(
            "What is done with a record in which a detector, or a rule without an action of its"
                + " own, matches: mask, quarantine (keep as a dead letter, masked) or block"
                + " (drop).")
        Action action,
    @Default("[]") @Doc("What is looked for, by name; all: every detector there is.")
        List<String> detectors,
    @Default("[]") @Doc("What else is looked for.") List<EgressRuleConfig> rules,
    @Default("[]") @Doc("RE2 expressions: a match in which one of these matches is let through.")
        List<String> allowedValues,
    @Default("\"****\"") @Doc("What takes the place of what is masked.") String mask,
    @Default("count")
        @Doc(
            "What is done where a match shows in the encoded request alone: ignore (it is not"
                + " looked for), count, or block.")
        Encoded encoded,
    @Default("false") @Doc("Only count what would be masked, quarantined and blocked.")
        boolean dryRun)
    implements Validated, EgressRules {

  /** What is done with encoded requests. */
  public enum Encoded {
    /** They are not looked at. */
    IGNORE,
    /** Matches are counted. */
    COUNT,
    /** The records at fault are found and withheld. */
    BLOCK
  }

  @Override
  public EgressPolicy policy(Settings exporter, Signal signal) {
    return new RecordPolicy(
        new RuleSet(this), encoded, dryRun, signal, new EgressMetrics(exporter, signal, dryRun));
  }

  @Override
  public void validate(Problems problems) {
    if (detectors.isEmpty() && rules.isEmpty()) {
      problems.add(
          "detectors", "must name something to look for, unless there are rules (expected: [all])");
    }
    for (int i = 0; i < detectors.size(); i++) {
      String name = detectors.get(i);
      if (!name.equals(Detectors.ALL) && !Detectors.byName().containsKey(name)) {
        problems.add(
            "detectors::" + i,
            "\"%s\" is no detector (expected: all, or some of %s)"
                .formatted(name, String.join(", ", Detectors.byName().keySet())));
      }
    }
    Set<String> names = new HashSet<>(detectors);
    for (int i = 0; i < rules.size(); i++) {
      String name = rules.get(i).name();
      if (!names.add(name)) {
        problems.add("rules::" + i + "::name", "\"" + name + "\" is there already");
      }
    }
    for (int i = 0; i < allowedValues.size(); i++) {
      String wrong = Expressions.problem(allowedValues.get(i));
      if (wrong != null) {
        problems.add("allowed_values::" + i, wrong);
      }
    }
  }
}
