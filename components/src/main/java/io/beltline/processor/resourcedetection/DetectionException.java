package io.beltline.processor.resourcedetection;

/** Says why something about the surroundings could not be found out. */
final class DetectionException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean absent;
  private final int status;

  private DetectionException(String message, boolean absent, int status) {
    super(message, null, false, false);
    this.absent = absent;
    this.status = status;
  }

  /** What is there does not say it, or not well. */
  static DetectionException of(String message) {
    return new DetectionException(message, false, 0);
  }

  /** A service answered with an HTTP status that is no success. */
  static DetectionException answered(String who, int status) {
    return new DetectionException(who + " answered with status " + status, false, status);
  }

  /** What could say it is not there: most likely, this is another platform. */
  static DetectionException absent(String message) {
    return new DetectionException(message, true, 0);
  }

  /** The same, as something that is not there. */
  DetectionException asAbsent() {
    return new DetectionException(words(), true, status);
  }

  boolean isAbsent() {
    return absent;
  }

  /** The HTTP status of the answer; 0 if there was none. */
  int status() {
    return status;
  }

  String words() {
    return String.valueOf(getMessage());
  }
}
