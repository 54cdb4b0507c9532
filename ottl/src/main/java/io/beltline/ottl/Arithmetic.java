package io.beltline.ottl;

import io.beltline.ottl.context.Execution;
import io.beltline.ottl.context.Expression;
import io.beltline.ottl.context.Layout;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import org.jspecify.annotations.Nullable;

/**
 * Sums, products and signs. Integers wrap around, an integer with a double is a double, and times
 * and durations can be added and subtracted.
 *
 * <p>Source: pkg/ottl/LANGUAGE.md of open-telemetry/opentelemetry-collector-contrib, "Math
 * Expressions"; integers with doubles as its code has it.
 */
final class Arithmetic {
  private static final long NANOS = 1_000_000_000L;

  private Arithmetic() {}

  static Expression of(char operator, Expression left, Expression right, Layout layout) {
    int cell = layout.nextCell();
    return folded(
        new Expression() {
          @Override
          public Cell eval(Execution x) {
            Cell a = left.eval(x);
            Cell b = right.eval(x);
            return apply(operator, a, b, x.cell(cell));
          }

          @Override
          public @Nullable ValueKind kind() {
            return left.kind() == ValueKind.INT && right.kind() == ValueKind.INT
                ? ValueKind.INT
                : null;
          }
        },
        left.constant() != null && right.constant() != null,
        layout);
  }

  static Expression negative(Expression value, Layout layout) {
    int cell = layout.nextCell();
    return folded(
        new Expression() {
          @Override
          public Cell eval(Execution x) {
            Cell v = value.eval(x);
            return switch (v.kind()) {
              case INT -> x.cell(cell).integer(-v.integer());
              case DOUBLE -> x.cell(cell).number(-v.number());
              default ->
                  throw new EvaluationException(
                      v.kind().words() + " has no sign (expected: an int or a double)");
            };
          }
        },
        value.constant() != null,
        layout);
  }

  private static Expression folded(Expression expression, boolean constant, Layout layout) {
    if (constant) {
      try {
        return Expression.of(new Cell().copy(expression.eval(ConstantExecution.of(layout))));
      } catch (EvaluationException onEachRecord) {
        return expression;
      }
    }
    return expression;
  }

  private static Cell apply(char operator, Cell a, Cell b, Cell out) {
    return switch (a.kind()) {
      case INT ->
          switch (b.kind()) {
            case INT -> out.integer(integers(operator, a.integer(), b.integer()));
            case DOUBLE -> out.number(doubles(operator, (double) a.integer(), b.number()));
            default -> throw mismatch(operator, a, b);
          };
      case DOUBLE ->
          switch (b.kind()) {
            case INT -> out.number(doubles(operator, a.number(), (double) b.integer()));
            case DOUBLE -> out.number(doubles(operator, a.number(), b.number()));
            default -> throw mismatch(operator, a, b);
          };
      case TIME -> time(operator, a, b, out);
      case DURATION -> duration(operator, a, b, out);
      default -> throw mismatch(operator, a, b);
    };
  }

  private static EvaluationException mismatch(char operator, Cell a, Cell b) {
    return new EvaluationException(
        "cannot compute " + a.kind().words() + " " + operator + " " + b.kind().words());
  }

  private static long integers(char operator, long a, long b) {
    return switch (operator) {
      case '+' -> a + b;
      case '-' -> a - b;
      case '*' -> a * b;
      default -> {
        if (b == 0) {
          throw new EvaluationException("division by 0");
        }
        yield a / b;
      }
    };
  }

  private static double doubles(char operator, double a, double b) {
    return switch (operator) {
      case '+' -> a + b;
      case '-' -> a - b;
      case '*' -> a * b;
      default -> {
        if (b == 0) {
          throw new EvaluationException("division by 0");
        }
        yield a / b;
      }
    };
  }

  private static Cell time(char operator, Cell a, Cell b, Cell out) {
    if (operator == '-' && b.is(ValueKind.TIME)) {
      return out.duration(between(a, b));
    }
    if (b.is(ValueKind.DURATION) && operator == '+') {
      return moved(a, b.duration(), out);
    }
    if (b.is(ValueKind.DURATION) && operator == '-') {
      return moved(a, -b.duration(), out);
    }
    throw mismatch(operator, a, b);
  }

  /** Saturates, as Go's Time.Sub does. */
  private static long between(Cell a, Cell b) {
    long seconds = a.epochSecond() - b.epochSecond();
    long nanos = (long) a.nanoOfSecond() - b.nanoOfSecond();
    if (Math.abs(seconds) > Long.MAX_VALUE / NANOS - 1) {
      return seconds > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
    }
    return seconds * NANOS + nanos;
  }

  private static Cell moved(Cell time, long by, Cell out) {
    long nanos = time.nanoOfSecond() + Math.floorMod(by, NANOS);
    long seconds = time.epochSecond() + Math.floorDiv(by, NANOS) + nanos / NANOS;
    return out.time(seconds, (int) (nanos % NANOS), time.zone());
  }

  private static Cell duration(char operator, Cell a, Cell b, Cell out) {
    if (b.is(ValueKind.DURATION) && operator == '+') {
      return out.duration(a.duration() + b.duration());
    }
    if (b.is(ValueKind.DURATION) && operator == '-') {
      return out.duration(a.duration() - b.duration());
    }
    if (b.is(ValueKind.TIME) && operator == '+') {
      return moved(b, a.duration(), out);
    }
    throw mismatch(operator, a, b);
  }
}
