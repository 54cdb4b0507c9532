package io.beltline.ottl;

import io.beltline.ottl.context.Condition;
import io.beltline.ottl.context.Execution;
import io.beltline.ottl.context.Expression;
import io.beltline.ottl.context.Keys;
import io.beltline.ottl.context.Layout;
import io.beltline.ottl.context.Storable;
import io.beltline.ottl.function.Conversion;
import io.beltline.ottl.function.OttlFunction;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import io.beltline.ottl.value.ValueWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes expressions of lists, maps, calls and parameters; folds what is constant. */
final class Literals {
  private Literals() {}

  /** Fills a register. */
  @FunctionalInterface
  interface Filler {
    void fill(Execution x, Cell out);
  }

  private static Expression of(@Nullable ValueKind kind, Layout layout, Filler filler) {
    int cell = layout.nextCell();
    return new Expression() {
      @Override
      public Cell eval(Execution x) {
        Cell out = x.cell(cell);
        filler.fill(x, out);
        return out;
      }

      @Override
      public @Nullable ValueKind kind() {
        return kind;
      }
    };
  }

  /** Evaluates now what needs no record; if that fails, it is left to fail on each record. */
  private static Expression folded(Expression expression, boolean constant, Layout layout) {
    if (!constant) {
      return expression;
    }
    try {
      Cell value = new Cell().copy(expression.eval(ConstantExecution.of(layout))).own();
      return Expression.of(value);
    } catch (EvaluationException onEachRecord) {
      return expression;
    }
  }

  private static boolean allConstant(List<Expression> values) {
    return values.stream().allMatch(value -> value.constant() != null);
  }

  /** A list. */
  static Expression list(List<Expression> values, Layout layout) {
    Expression list =
        of(
            ValueKind.LIST,
            layout,
            (x, out) -> {
              ValueWriter writer = new ValueWriter();
              for (Expression value : values) {
                Cell element = value.eval(x);
                Storable.check("a list", element);
                writer.element(element);
              }
              out.list(writer.slice());
            });
    return folded(list, allConstant(values), layout);
  }

  /** A map. */
  static Expression map(List<byte[]> keys, List<Expression> values, Layout layout) {
    Expression map =
        of(
            ValueKind.MAP,
            layout,
            (x, out) -> {
              ValueWriter writer = new ValueWriter();
              for (int i = 0; i < keys.size(); i++) {
                Cell value = values.get(i).eval(x);
                Storable.check("a map", value);
                writer.entry(keys.get(i), value);
              }
              out.map(writer.slice());
            });
    return folded(map, allConstant(values), layout);
  }

  /** A parameter of a lambda, indexed or not. */
  static Expression local(int cell, List<Expression> keys, Layout layout) {
    Expression parameter =
        new Expression() {
          @Override
          public Cell eval(Execution x) {
            return x.cell(cell);
          }
        };
    return keys.isEmpty() ? parameter : indexed(parameter, keys, layout);
  }

  /** A call of a converter. */
  static Expression call(
      OttlFunction function, Conversion conversion, boolean constant, Layout layout) {
    Expression call = of(function.result(), layout, conversion::apply);
    return folded(call, constant && function.isPure(), layout);
  }

  /** An index on what a call gives. */
  static Expression indexed(Expression value, List<Expression> keys, Layout layout) {
    Keys indexes = new Keys(keys);
    Expression indexed =
        of(
            null,
            layout,
            (x, out) -> {
              out.copy(value.eval(x));
              if (!out.is(ValueKind.MAP) && !out.is(ValueKind.LIST)) {
                throw new EvaluationException(
                    out.kind().words() + " cannot be indexed (expected: a map or a list)");
              }
              indexes.demand(x, out);
            });
    return folded(indexed, value.constant() != null && allConstant(keys), layout);
  }

  /** A condition as a value. */
  static Expression answer(Condition condition, Layout layout) {
    return Condition.asValue(condition, layout);
  }
}
