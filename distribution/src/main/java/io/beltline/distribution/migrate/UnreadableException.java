package io.beltline.distribution.migrate;

/** An old configuration cannot be read; the message says where and why. */
public final class UnreadableException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With words for people. */
  public UnreadableException(String words) {
    super(words);
  }
}
