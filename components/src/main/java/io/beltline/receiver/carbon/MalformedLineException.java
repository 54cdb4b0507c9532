package io.beltline.receiver.carbon;

/** A line cannot be read. */
final class MalformedLineException extends Exception {
  private static final long serialVersionUID = 1;

  /** A line cannot be read, in words. */
  MalformedLineException(String message) {
    super(message, null, false, false);
  }
}
