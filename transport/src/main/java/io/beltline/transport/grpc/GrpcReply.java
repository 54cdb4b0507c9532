package io.beltline.transport.grpc;

import io.beltline.api.Status;
import io.beltline.model.Slice;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The answer to a unary call. */
public sealed interface GrpcReply {

  /**
   * Success.
   *
   * @param message the response message
   */
  record Message(Slice message) implements GrpcReply {}

  /**
   * Failure.
   *
   * @param code the status code, not OK
   * @param message why, in words for the sender
   * @param retryAfter sent as {@code google.rpc.RetryInfo}, or null for none
   */
  record Failed(Status.Code code, String message, @Nullable Duration retryAfter)
      implements GrpcReply {}

  /** Success with a message. */
  static GrpcReply of(Slice message) {
    return new Message(message);
  }

  /** Failure without a time to wait. */
  static GrpcReply failed(Status.Code code, String message) {
    return new Failed(code, message, null);
  }
}
