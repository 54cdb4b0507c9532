package io.beltline.components.egress;

import io.beltline.components.patterns.Expressions;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import org.jspecify.annotations.Nullable;

/**
 * One rule of {@code egress_policy}.
 *
 * @param name what it is called in metrics, logs and dead letters
 * @param pattern what it looks for
 * @param action what is done; null to do as the policy says
 */
public record EgressRuleConfig(
    @Default("") @Doc("What the rule is called in metrics, logs and dead letters.") String name,
    @Default("") @Doc("A RE2 expression: what must not leave.") String pattern,
    @Doc(
            "What is done with a record in which it matches: mask, quarantine or block. Not set:"
                + " the policy's action.")
        @Nullable Action action)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (name.isEmpty()) {
      problems.add("name", "must be specified (expected: a name such as employee_number)");
    }
    if (pattern.isEmpty()) {
      problems.add("pattern", "must be specified (expected: a RE2 expression)");
      return;
    }
    String wrong = Expressions.problem(pattern);
    if (wrong != null) {
      problems.add("pattern", wrong);
    }
  }
}
