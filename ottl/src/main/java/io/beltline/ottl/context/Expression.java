package io.beltline.ottl.context;

import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import org.jspecify.annotations.Nullable;

/** Something that has a value in an execution. Immutable; safe for all threads. */
public abstract class Expression {

  /** For subclasses. */
  protected Expression() {}

  /**
   * The value: in a register that the next evaluation writes again, or a constant that nobody may
   * write.
   *
   * @throws EvaluationException if there is none
   */
  public abstract Cell eval(Execution x);

  /** What the value is, or null if that is seen only when it is evaluated. */
  public @Nullable ValueKind kind() {
    return null;
  }

  /** The value if it is the same everywhere, or null. */
  public @Nullable Cell constant() {
    return null;
  }

  /** An expression of one value. The cell is the expression's from now on. */
  public static Expression of(Cell value) {
    return new Constant(value);
  }

  private static final class Constant extends Expression {
    private final Cell value;

    Constant(Cell value) {
      this.value = value;
    }

    @Override
    public Cell eval(Execution x) {
      return value;
    }

    @Override
    public ValueKind kind() {
      return value.kind();
    }

    @Override
    public Cell constant() {
      return value;
    }
  }
}
