package io.beltline.ottl.function;

import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.context.Execution;
import io.beltline.ottl.context.Expression;
import io.beltline.ottl.context.Layout;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.Numbers;
import io.beltline.ottl.value.Texts;
import io.beltline.ottl.value.ValueKind;
import org.jspecify.annotations.Nullable;

/** Wraps expressions so that they give what a parameter takes. */
final class Expressions {
  private Expressions() {}

  /** One that fails unless the value is of a kind. */
  static Expression require(String name, ValueKind kind, Expression value) {
    if (value.kind() == kind) {
      return value;
    }
    return new Expression() {
      @Override
      public Cell eval(Execution x) {
        Cell cell = value.eval(x);
        if (!cell.is(kind)) {
          throw new EvaluationException(
              name + " must be " + kind.words() + ", not " + cell.kind().words());
        }
        return cell;
      }

      @Override
      public ValueKind kind() {
        return kind;
      }

      @Override
      public @Nullable Cell constant() {
        return value.constant();
      }
    };
  }

  /** Changes a copy of a value. */
  @FunctionalInterface
  private interface Change {
    void apply(Cell cell, Execution x);
  }

  private static Expression changed(Expression value, Layout layout, Change change) {
    int index = layout.nextCell();
    return new Expression() {
      @Override
      public Cell eval(Execution x) {
        Cell cell = x.cell(index).copy(value.eval(x));
        change.apply(cell, x);
        return cell;
      }
    };
  }

  /** One that makes texts of values. Nil stays nil. */
  static Expression textLike(Expression value, Layout layout) {
    return value.kind() == ValueKind.STRING
        ? value
        : changed(value, layout, (cell, x) -> Texts.like(cell, x.scratch()));
  }

  /** One that makes integers of values. Nil stays nil. */
  static Expression intLike(String name, Expression value, Layout layout) {
    return value.kind() == ValueKind.INT
        ? value
        : changed(value, layout, (cell, x) -> Numbers.intLike(name, cell));
  }

  /** One that makes doubles of values. Nil stays nil. */
  static Expression doubleLike(String name, Expression value, Layout layout) {
    return value.kind() == ValueKind.DOUBLE
        ? value
        : changed(value, layout, (cell, x) -> Numbers.doubleLike(name, cell));
  }
}
