package io.beltline.ottl.function;

import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.context.Execution;
import io.beltline.ottl.context.Expression;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;

/** A function of a statement's own: {@code (k, v) => v == 1}. Immutable; safe for all threads. */
public final class Lambda {
  private final int[] cells;
  private final Expression body;

  /** Registers of the parameters, and what is evaluated once they are set. */
  public Lambda(int[] cells, Expression body) {
    this.cells = cells.clone();
    this.body = body;
  }

  /** How many parameters it has. */
  public int parameters() {
    return cells.length;
  }

  /** The register of a parameter, to be written before {@link #eval}. */
  public Cell parameter(Execution x, int index) {
    return x.cell(cells[index]);
  }

  /** The result for what the parameters hold. */
  public Cell eval(Execution x) {
    return body.eval(x);
  }

  /** Whether the result is true. */
  public boolean test(Execution x) {
    Cell answer = body.eval(x);
    if (!answer.is(ValueKind.BOOL)) {
      throw new EvaluationException("the lambda must give a bool, not " + answer.kind().words());
    }
    return answer.bool();
  }
}
