package io.beltline.components.expression;

import org.jspecify.annotations.Nullable;

/** What an expression can see: the variables of an entry. */
@FunctionalInterface
public interface Environment {

  /** The value of a variable, null for one that is not defined. */
  @Nullable Object variable(String name);
}
