package io.beltline.components.exposition;

/** The text of a series is none. */
public final class MalformedSeriesException extends Exception {
  private static final long serialVersionUID = 1;

  /** One with what is wrong, in a few fixed words. */
  public MalformedSeriesException(String what) {
    super(what, null, false, false);
  }

  /** What is wrong. */
  public String what() {
    return String.valueOf(getMessage());
  }
}
