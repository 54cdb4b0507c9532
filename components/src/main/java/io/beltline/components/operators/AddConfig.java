package io.beltline.components.operators;

import io.beltline.components.expression.Expression;
import io.beltline.components.expression.ExpressionException;
import io.beltline.config.ConfigNode;
import io.beltline.config.ConfigScalar;
import io.beltline.config.Doc;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code add}: sets a field to a value.
 *
 * @param step the keys of every operator
 * @param field the field
 * @param value the value, or an expression
 */
public record AddConfig(
    @Squash StepConfig step,
    @Doc("The field to set.") @Nullable Field field,
    @Doc("The value; EXPR(...) for one that is calculated.") @Nullable ConfigNode value)
    implements OperatorConfig, Validated {

  @Override
  public void validate(Problems problems) {
    if (field == null) {
      problems.add("field", "is missing (expected: a field such as attributes.team)");
    }
    if (value == null) {
      problems.add("value", "is missing (expected: a value, or EXPR(...))");
      return;
    }
    try {
      expression();
    } catch (ExpressionException wrong) {
      problems.add("value", String.valueOf(wrong.getMessage()));
    }
  }

  private @Nullable Expression expression() throws ExpressionException {
    String text = value instanceof ConfigScalar scalar ? scalar.original() : "";
    return text.startsWith("EXPR(") && text.endsWith(")")
        ? Expression.of(text.substring(5, text.length() - 1), ConditionText::variable)
        : null;
  }

  @Override
  public Operator operator(Parts parts) {
    Field into = field;
    ConfigNode written = value;
    if (into == null || written == null) {
      throw new IllegalStateException("not validated");
    }
    try {
      Expression expression = expression();
      if (expression != null) {
        return Operator.of(entry -> into.set(entry, value(expression, entry)));
      }
    } catch (ExpressionException wrong) {
      throw new IllegalStateException("not validated", wrong);
    }
    Object constant = plain(written.plain());
    return Operator.of(entry -> into.set(entry, Values.copy(constant)));
  }

  private static @Nullable Object value(Expression expression, Entry entry)
      throws OperatorException {
    try {
      return Values.copy(expression.value(entry));
    } catch (ExpressionException wrong) {
      throw OperatorException.of(wrong);
    }
  }

  /** A value of the configuration as one of an entry. */
  static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case Number number when !(number instanceof Long) -> number.doubleValue();
      case List<?> list -> {
        List<@Nullable Object> copy = new ArrayList<>();
        list.forEach(one -> copy.add(plain(one)));
        yield copy;
      }
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, one) -> copy.put(String.valueOf(key), plain(one)));
        yield copy;
      }
      case null, default -> value;
    };
  }
}
