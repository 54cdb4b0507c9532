package io.beltline.components.operators;

/** Says why an operator cannot do its work on an entry. Lines are data: there is no trace. */
final class OperatorException extends Exception {
  private static final long serialVersionUID = 1L;

  OperatorException(String message) {
    super(message);
  }

  static OperatorException of(Exception cause) {
    return new OperatorException(String.valueOf(cause.getMessage()));
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
