package io.beltline.components.expression;

import org.jspecify.annotations.Nullable;

/**
 * What is visible at a place in an expression: the environment, and around it the names that {@code
 * let} and predicates bind, the innermost first.
 */
record Scope(Environment environment, @Nullable Scope outer, String name, @Nullable Object value) {

  Scope(Environment environment) {
    this(environment, null, "", null);
  }

  Scope with(String bound, @Nullable Object to) {
    return new Scope(environment, this, bound, to);
  }

  @Nullable Object variable(String wanted) {
    for (Scope at = this; at.outer != null; at = at.outer) {
      if (at.name.equals(wanted)) {
        return at.value;
      }
    }
    return environment.variable(wanted);
  }
}
