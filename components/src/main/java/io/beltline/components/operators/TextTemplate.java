package io.beltline.components.operators;

import io.beltline.components.expression.Environment;
import io.beltline.components.expression.Expression;
import io.beltline.components.expression.ExpressionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text with expressions in it: {@code web-EXPR(env("HOST"))}.
 *
 * @param text the text as it is written
 * @param parts texts and expressions in order
 */
public record TextTemplate(String text, List<Object> parts) {
  private static final String OPEN = "EXPR(";

  /**
   * Compiles a text.
   *
   * @throws IllegalArgumentException if an expression in it is none
   */
  public static TextTemplate parse(String text) {
    List<Object> parts = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf(OPEN, at);
      int next = open < 0 ? -1 : text.indexOf(OPEN, open + OPEN.length());
      int close = open < 0 ? -1 : text.lastIndexOf(')', next < 0 ? text.length() : next);
      if (close < open + OPEN.length()) {
        parts.add(text.substring(at));
        break;
      }
      if (open > at) {
        parts.add(text.substring(at, open));
      }
      parts.add(expression(text.substring(open + OPEN.length(), close)));
      at = close + 1;
    }
    return new TextTemplate(text, List.copyOf(parts));
  }

  private static Expression expression(String text) {
    try {
      return Expression.of(text, ConditionText::variable);
    } catch (ExpressionException wrong) {
      throw new IllegalArgumentException("EXPR(" + text + ") " + wrong.getMessage(), wrong);
    }
  }

  /**
   * The text for an entry.
   *
   * @throws ExpressionException if an expression gives no text
   */
  public String render(Environment entry) throws ExpressionException {
    if (parts.size() == 1 && parts.getFirst() instanceof String whole) {
      return whole;
    }
    StringBuilder rendered = new StringBuilder();
    for (Object part : parts) {
      Object value = part instanceof Expression e ? e.value(entry) : part;
      if (!(value instanceof String words)) {
        throw new ExpressionException("EXPR(" + part + ") gives no text");
      }
      rendered.append(words);
    }
    return rendered.toString();
  }

  /** Sets what templates give for an entry; what one gives no text for is left out. */
  public static void render(
      Map<String, TextTemplate> templates, Environment entry, Map<String, @Nullable Object> into) {
    templates.forEach(
        (key, template) -> {
          try {
            into.put(key, template.render(entry));
          } catch (ExpressionException none) {
            into.remove(key);
          }
        });
  }

  @Override
  public String toString() {
    return text;
  }
}
