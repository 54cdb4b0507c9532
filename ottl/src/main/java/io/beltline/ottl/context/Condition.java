package io.beltline.ottl.context;

import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.Comparison;
import io.beltline.ottl.value.Operator;
import io.beltline.ottl.value.ValueKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that is true or false of a record. Immutable; safe for all threads. */
public abstract class Condition {

  /** For subclasses. */
  protected Condition() {}

  /**
   * Whether it is true of the record at hand. Allocates nothing when it compares fields with
   * constants.
   *
   * @throws EvaluationException if that cannot be said
   */
  public abstract boolean test(Execution x);

  /** The answer if it is the same everywhere, or null. */
  public @Nullable Boolean constant() {
    return null;
  }

  /** Always true, or always false. */
  public static Condition of(boolean answer) {
    return new Condition() {
      @Override
      public boolean test(Execution x) {
        return answer;
      }

      @Override
      public Boolean constant() {
        return answer;
      }
    };
  }

  /** A comparison. */
  public static Condition compare(Expression left, Operator operator, Expression right) {
    Cell a = left.constant();
    Cell b = right.constant();
    if (a != null && b != null) {
      return of(Comparison.holds(a, operator, b));
    }
    return new Condition() {
      @Override
      public boolean test(Execution x) {
        return Comparison.holds(left.eval(x), operator, right.eval(x));
      }
    };
  }

  /** A converter that says true or false. */
  public static Condition of(Expression answer) {
    return new Condition() {
      @Override
      public boolean test(Execution x) {
        Cell value = answer.eval(x);
        if (!value.is(ValueKind.BOOL)) {
          throw new EvaluationException(
              "a condition needs a converter that gives a bool, not " + value.kind().words());
        }
        return value.bool();
      }
    };
  }

  /** The opposite. */
  public static Condition not(Condition condition) {
    Boolean constant = condition.constant();
    if (constant != null) {
      return of(!constant);
    }
    return new Condition() {
      @Override
      public boolean test(Execution x) {
        return !condition.test(x);
      }
    };
  }

  /** True if all are. What stands behind one that is false is not looked at. */
  public static Condition all(List<Condition> conditions) {
    Condition[] parts = conditions.toArray(Condition[]::new);
    return new Condition() {
      @Override
      public boolean test(Execution x) {
        for (Condition part : parts) {
          if (!part.test(x)) {
            return false;
          }
        }
        return true;
      }
    };
  }

  /** True if one is. What stands behind one that is true is not looked at. */
  public static Condition any(List<Condition> conditions) {
    Condition[] parts = conditions.toArray(Condition[]::new);
    return new Condition() {
      @Override
      public boolean test(Execution x) {
        for (Condition part : parts) {
          if (part.test(x)) {
            return true;
          }
        }
        return false;
      }
    };
  }

  /** The answer as a value. */
  public static Expression asValue(Condition condition, Layout layout) {
    int cell = layout.nextCell();
    return new Expression() {
      @Override
      public Cell eval(Execution x) {
        return x.cell(cell).bool(condition.test(x));
      }

      @Override
      public ValueKind kind() {
        return ValueKind.BOOL;
      }
    };
  }
}
