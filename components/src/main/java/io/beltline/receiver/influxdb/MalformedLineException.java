package io.beltline.receiver.influxdb;

/** A line cannot be read, or there is no form for what it says. */
final class MalformedLineException extends Exception {
  private static final long serialVersionUID = 1;
  private static final int SHOWN = 100;

  /** A line cannot be read, in words. */
  MalformedLineException(String message) {
    super(message, null, false, false);
  }

  /** A text of a sender for such words: its beginning. */
  static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
