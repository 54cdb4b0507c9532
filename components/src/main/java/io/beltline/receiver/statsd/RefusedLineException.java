package io.beltline.receiver.statsd;

/** A line is no measurement, or none that is taken. */
final class RefusedLineException extends Exception {
  private static final long serialVersionUID = 1;

  private final String reason;

  /**
   * A line is refused.
   *
   * @param reason the word for it in metrics
   * @param message what is wrong with it
   */
  RefusedLineException(String reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  /** The word for it in metrics. */
  String reason() {
    return reason;
  }
}
