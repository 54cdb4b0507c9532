package io.beltline.ottl.function;

import io.beltline.ottl.context.Expression;
import io.beltline.ottl.context.Layout;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import org.jspecify.annotations.Nullable;

/** Checks arguments against parameters, for the compiler. Stateless; safe for all threads. */
public final class Parameters {
  private Parameters() {}

  /** The parameter a written name means, or null. */
  public static @Nullable Parameter find(OttlFunction function, String written) {
    for (Parameter parameter : function.parameters()) {
      if (parameter.isCalled(written)) {
        return parameter;
      }
    }
    return null;
  }

  /** What an argument is instead of what a kind of parameter takes, or null if it may do. */
  public static @Nullable String problem(ParameterKind kind, Expression value) {
    Cell constant = value.constant();
    if (kind.isLiteral() && constant == null) {
      return "something that differs from record to record";
    }
    ValueKind known = value.kind();
    if (kind == ParameterKind.NUMBER_LITERAL) {
      return known == ValueKind.INT || known == ValueKind.DOUBLE ? null : words(known);
    }
    ValueKind wanted = kind.kind();
    if (wanted == null || known == null || known == wanted) {
      return null;
    }
    return constant == null ? null : words(known);
  }

  private static String words(@Nullable ValueKind kind) {
    return kind == null ? "something else" : kind.words();
  }

  /** The argument as a kind of parameter takes it. */
  public static Expression coerce(
      String name, ParameterKind kind, Expression value, Layout layout) {
    return switch (kind) {
      case STRING_LIKE -> Expressions.textLike(value, layout);
      case INT_LIKE -> Expressions.intLike(name, value, layout);
      case DOUBLE_LIKE -> Expressions.doubleLike(name, value, layout);
      default -> {
        ValueKind wanted = kind.kind();
        yield wanted == null ? value : Expressions.require(name, wanted, value);
      }
    };
  }
}
