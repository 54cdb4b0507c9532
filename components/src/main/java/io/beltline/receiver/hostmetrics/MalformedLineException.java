package io.beltline.receiver.hostmetrics;

/** Says what is wrong with a line of a file. */
final class MalformedLineException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedLineException(String message) {
    super(message, null, false, false); // names data, no place in the code
  }
}
