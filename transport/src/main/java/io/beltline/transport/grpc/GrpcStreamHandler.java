package io.beltline.transport.grpc;

/**
 * Answers calls of one method to which senders stream messages. Whether the method streams its
 * answer too makes no difference: it has one message. Safe for all threads.
 */
@FunctionalInterface
public interface GrpcStreamHandler {

  /** A stream begins. Must not block. */
  GrpcStream open();

  /** Told of a stream that is ended because there is no room for a message. Must not block. */
  default void overloaded() {}
}
