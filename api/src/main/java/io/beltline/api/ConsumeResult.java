package io.beltline.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of telemetry that was handed on. */
public sealed interface ConsumeResult {

  /**
   * Taken: each destination has it or holds it in its queue.
   *
   * @param rejectedItems items a destination refused for good (OTLP partial success); they must not
   *     be sent again
   * @param message the destination's words about them, or a warning when nothing was rejected; may
   *     be empty
   */
  record Accepted(long rejectedItems, String message) implements ConsumeResult {
    private static final Accepted WHOLE = new Accepted(0, "");
  }

  /**
   * Not taken; the same data may be sent again later.
   *
   * @param status the status to tell the sender
   * @param message why, in words for the sender
   * @param retryAfter how long to wait at least, or null if not known
   */
  record Retryable(Status status, String message, @Nullable Duration retryAfter)
      implements ConsumeResult {}

  /**
   * Not taken, and sending the same data again cannot help.
   *
   * @param status the status to tell the sender
   * @param message why, in words for the sender
   */
  record Permanent(Status status, String message) implements ConsumeResult {}

  /** True if the data was taken. */
  default boolean isAccepted() {
    return this instanceof Accepted;
  }

  /** Taken whole. */
  static Accepted accepted() {
    return Accepted.WHOLE;
  }

  /** A refusal for overload: UNAVAILABLE, HTTP 503. */
  static Retryable unavailable(String message, @Nullable Duration retryAfter) {
    return new Retryable(Status.UNAVAILABLE, message, retryAfter);
  }
}
