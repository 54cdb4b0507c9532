package io.beltline.transport.grpc;

/** Answers unary calls of one method. Safe for all threads. */
@FunctionalInterface
public interface GrpcHandler {

  /**
   * Answers a call. Runs on a virtual thread of its own and may block. What it throws is a bug: it
   * is logged and answered with INTERNAL.
   */
  GrpcReply handle(GrpcCall call);

  /** Told of a call that is refused because there is no room for its message. Must not block. */
  default void overloaded() {}
}
