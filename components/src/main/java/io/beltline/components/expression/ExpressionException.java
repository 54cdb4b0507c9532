package io.beltline.components.expression;

/** Says why a text is no expression, or why an expression has no value. */
public final class ExpressionException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is wrong, and where in the expression it stands if that is known. */
  public ExpressionException(String message) {
    super(message);
  }

  static ExpressionException at(int column, String message) {
    return new ExpressionException(message + " at column " + (column + 1));
  }

  /** Where an expression goes wrong at run time, the trace says nothing. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
