package io.beltline.ottl.function;

import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.context.Execution;

/** What a call of an editor does, its arguments bound. Safe for all threads. */
@FunctionalInterface
public interface Edition {
  /**
   * Edits the record at hand.
   *
   * @return whether anything changed
   * @throws EvaluationException if it cannot be done
   */
  boolean apply(Execution x);
}
