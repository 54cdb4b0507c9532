package io.beltline.service.trial;

/** A component or pipeline was named that the configuration does not have in that place. */
public final class NoSuchPlaceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoSuchPlaceException(String message) {
    super(message, null, false, false);
  }

  /** What was named and what was expected. */
  public String words() {
    return String.valueOf(getMessage());
  }
}
