package io.beltline.processor.metricsgeneration;

/** What is calculated of two numbers. */
public enum Arithmetic {
  ADD,
  SUBTRACT,
  MULTIPLY,
  DIVIDE,
  PERCENT;

  /** Whether there is a result. */
  boolean isDefined(double right) {
    return right != 0 || (this != DIVIDE && this != PERCENT);
  }

  /** The result of numbers it is defined for. */
  double apply(double left, double right) {
    return switch (this) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / right;
      case PERCENT -> left / right * 100;
    };
  }
}
