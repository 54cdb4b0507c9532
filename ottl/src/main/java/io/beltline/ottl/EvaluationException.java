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

  /** What went wrong, in words for the person who wrote the statement. */
  public EvaluationException(String message) {
    super(message, null, false, false);
  }
}
