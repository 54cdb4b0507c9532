package io.beltline.components.expression;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A compiled expression of expr-lang, as log operators have it in {@code if}, {@code expr} and
 * {@code EXPR(...)}. Immutable, safe for all threads.
 *
 * <p>Values are null, Boolean, Long, Double, String, List, Map, Instant, Duration and bytes. A
 * variable that is not defined is nil.
 *
 * @see <a href="https://expr-lang.org/docs/language-definition">the language</a>
 */
public final class Expression {
  private final String text;
  private final Node root;

  private Expression(String text, Node root) {
    this.text = text;
    this.root = root;
  }

  /**
   * Compiles an expression of any kind.
   *
   * @param variables gives the environment variables {@code env()} reads, "" for one that is not
   *     set
   * @throws ExpressionException if it is none, or if the kinds of its parts do not fit
   */
  public static Expression of(String text, Function<String, String> variables)
      throws ExpressionException {
    return new Expression(text, new Parser(text, variables).parse());
  }

  /**
   * Compiles a condition.
   *
   * @throws ExpressionException as above, or if its value can never be true or false
   */
  public static Expression condition(String text, Function<String, String> variables)
      throws ExpressionException {
    Expression condition = of(text, variables);
    if (!condition.kind().mayBe(Kind.BOOL)) {
      throw new ExpressionException(
          "is of type " + condition.kind().word() + " (expected: a condition)");
    }
    return condition;
  }

  /** What its value is, as far as it is known. */
  public Kind kind() {
    return root.kind();
  }

  /**
   * Its value.
   *
   * @throws ExpressionException if there is none: a text plus a number, a key of nil
   */
  public @Nullable Object value(Environment environment) throws ExpressionException {
    return root.value(new Scope(environment));
  }

  /**
   * Whether it is true.
   *
   * @throws ExpressionException if it has no value, or one that is neither true nor false
   */
  public boolean test(Environment environment) throws ExpressionException {
    Object value = value(environment);
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw new ExpressionException(
        "the condition is of type " + Kind.of(value).word() + " (expected: bool)");
  }

  @Override
  public String toString() {
    return text;
  }
}
