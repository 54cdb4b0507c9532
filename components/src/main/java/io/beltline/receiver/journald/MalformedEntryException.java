package io.beltline.receiver.journald;

/** A line that is no entry of the journal. */
final class MalformedEntryException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedEntryException(String message) {
    super(message);
  }
}
