package io.beltline.ottl;

import io.beltline.ottl.context.Condition;
import io.beltline.ottl.context.Execution;
import io.beltline.ottl.function.Edition;
import org.jspecify.annotations.Nullable;

/** A compiled statement, and its number among all of a transformation. Safe for all threads. */
final class Statement {
  private final String text;
  private final int number;
  private final Edition edition;
  private final @Nullable Condition condition;

  Statement(String text, int number, Edition edition, @Nullable Condition condition) {
    this.text = text;
    this.number = number;
    this.edition = edition;
    this.condition = condition;
  }

  String text() {
    return text;
  }

  void run(Execution x, ErrorMode mode, Tally tally) {
    try {
      if (condition == null || condition.test(x)) {
        tally.matched(number);
        if (edition.apply(x)) {
          tally.changed(number);
        }
      }
    } catch (EvaluationException failure) {
      tally.failed(number, mode, failure);
      if (mode == ErrorMode.PROPAGATE) {
        throw new EvaluationException(text, failure);
      }
    }
  }
}
