package io.beltline.processor.filter;

/** An expression that cannot be read; the message says what, where, and what was expected. */
final class InvalidExpressionException extends Exception {
  private static final long serialVersionUID = 1;

  InvalidExpressionException(String message) {
    super(message);
  }
}
