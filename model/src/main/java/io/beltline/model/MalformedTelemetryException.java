package io.beltline.model;

/**
 * Says that bytes are no valid OTLP. The codec throws nothing else, whatever the bytes.
 *
 * <p>Carries no stack trace: hostile input must stay cheap to refuse.
 */
public final class MalformedTelemetryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Tells what is wrong and where, in words for the sender. */
  public MalformedTelemetryException(String message) {
    super(message, null, false, false);
  }
}
