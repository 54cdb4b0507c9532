package io.beltline.components.operators;

import io.beltline.components.expression.Expression;
import io.beltline.components.expression.ExpressionException;
import java.util.Objects;

/**
 * A condition as users write it.
 *
 * @param text the text
 * @param compiled what it is compiled to
 */
public record ConditionText(String text, Expression compiled) {

  /**
   * Compiles a condition.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static ConditionText parse(String text) {
    try {
      return new ConditionText(text, Expression.condition(text, ConditionText::variable));
    } catch (ExpressionException wrong) {
      throw new IllegalArgumentException("\"" + text + "\" " + wrong.getMessage(), wrong);
    }
  }

  static String variable(String name) {
    return Objects.requireNonNullElse(System.getenv(name), "");
  }

  @Override
  public String toString() {
    return text;
  }
}
