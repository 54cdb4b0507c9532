package io.beltline.ottl;

/**
 * A statement or condition could not be evaluated on a record: a type that does not fit, an index
 * that is not there, a text that cannot be parsed.
 *
 * <p>Telemetry causes it, not code: it carries no stack trace, since a statement may fail on every
 * record.
 */
public final class EvaluationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Records are quoted in messages, which go into logs and trailers: those have little room. */
  private static final int MAX_HEAD = 250;

  private static final int MAX_TAIL = 150;

  /**
   * What went wrong, in words for the person who wrote the statement. Of a long message the middle
   * is left out.
   */
  public EvaluationException(String message) {
    super(bounded(message), null, false, false);
  }

  /** A failure of a statement or condition, whose text is told first. */
  EvaluationException(String text, EvaluationException failure) {
    super(bounded(text) + ": " + failure.getMessage(), null, false, false);
  }

  private static String bounded(String message) {
    int length = message.length();
    if (length <= MAX_HEAD + MAX_TAIL) {
      return message;
    }
    return message.substring(0, MAX_HEAD)
        + " ... ("
        + length
        + " characters) ... "
        + message.substring(length - MAX_TAIL);
  }
}
