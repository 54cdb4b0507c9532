package io.beltline.ottl.pattern;

/** A text is no regular expression or glob. Says why. */
public final class InvalidPatternException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public InvalidPatternException(String message) {
    super(message);
  }
}
