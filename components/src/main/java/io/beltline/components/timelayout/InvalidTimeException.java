package io.beltline.components.timelayout;

/** Says why a text is no time of a layout, or why a layout is none. */
public final class InvalidTimeException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is wrong and what was expected. */
  public InvalidTimeException(String message) {
    super(message);
  }

  /** Lines that are no times are data: their traces say nothing. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
