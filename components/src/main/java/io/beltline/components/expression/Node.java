package io.beltline.components.expression;

import org.jspecify.annotations.Nullable;

/** A part of a compiled expression. Immutable, safe for all threads. */
interface Node {

  /** What its value is, as far as it is known when it is compiled. */
  Kind kind();

  /**
   * Its value: null, Boolean, Long, Double, String, List, Map, Instant, Duration or bytes.
   *
   * @throws ExpressionException if there is none
   */
  @Nullable Object value(Scope scope) throws ExpressionException;

  /** A node from its parts. */
  static Node of(Kind kind, Evaluation evaluation) {
    return new Node() {
      @Override
      public Kind kind() {
        return kind;
      }

      @Override
      public @Nullable Object value(Scope scope) throws ExpressionException {
        return evaluation.value(scope);
      }
    };
  }

  /** A value that is always the same. */
  record Constant(@Nullable Object constant) implements Node {
    @Override
    public Kind kind() {
      return Kind.of(constant);
    }

    @Override
    public @Nullable Object value(Scope scope) {
      return constant;
    }
  }

  /** How a value is found. */
  @FunctionalInterface
  interface Evaluation {
    @Nullable Object value(Scope scope) throws ExpressionException;
  }
}
