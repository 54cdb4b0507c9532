package io.beltline.ottl.function;

import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.context.Execution;
import io.beltline.ottl.value.Cell;

/** What a call of a converter does, its arguments bound. Safe for all threads. */
@FunctionalInterface
public interface Conversion {
  /**
   * Writes the result.
   *
   * @throws EvaluationException if there is none
   */
  void apply(Execution x, Cell out);
}
