package io.beltline.components.operators;

import io.beltline.components.expression.ExpressionException;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Key;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * {@code filter}: drops entries for which an expression is true.
 *
 * @param step the keys of every operator
 * @param condition the expression
 * @param dropRatio how many of them, of 1
 */
public record FilterConfig(
    @Squash StepConfig step,
    @Key("expr") @Doc("An expression; entries for which it is true are dropped.")
        @Nullable ConditionText condition,
    @Default("1") @Doc("The part of them that is dropped, from 0 to 1.") double dropRatio)
    implements OperatorConfig, Validated {

  @Override
  public void validate(Problems problems) {
    if (condition == null) {
      problems.add("expr", "is missing (expected: an expression)");
    }
    if (!(dropRatio >= 0 && dropRatio <= 1)) {
      problems.add("drop_ratio", dropRatio + " is no part (expected: a number from 0 to 1)");
    }
  }

  @Override
  public Operator operator(Parts parts) {
    ConditionText drops = condition;
    if (drops == null) {
      throw new IllegalStateException("not validated");
    }
    return (entry, out) -> {
      if (matches(drops, entry)
          && (dropRatio == 1 || ThreadLocalRandom.current().nextDouble() < dropRatio)) {
        out.drop(entry);
      } else {
        out.next(entry);
      }
    };
  }

  static boolean matches(ConditionText condition, Entry entry) throws OperatorException {
    try {
      return condition.compiled().test(entry);
    } catch (ExpressionException wrong) {
      throw OperatorException.of(wrong);
    }
  }
}
