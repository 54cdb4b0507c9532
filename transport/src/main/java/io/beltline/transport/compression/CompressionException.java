package io.beltline.transport.compression;

/** Says why bytes could not be decompressed. */
public final class CompressionException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** A reason, in words for the sender. */
  public CompressionException(Reason reason, String message) {
    super(message, null, false, false); // the sender's fault: no use for a stack trace
    this.reason = reason;
  }

  /** What kind of reason it is. */
  public Reason reason() {
    return reason;
  }

  /** Why. */
  public enum Reason {
    /** The bytes are not of the format or end early. */
    CORRUPT,
    /** The result is larger than the limit. */
    TOO_LARGE,
    /** The memory for the result was refused. */
    REFUSED
  }
}
