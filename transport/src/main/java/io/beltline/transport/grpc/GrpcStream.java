package io.beltline.transport.grpc;

import org.jspecify.annotations.Nullable;

/**
 * Takes what one stream brings. Its methods are called one after the other, each on a virtual
 * thread, and may block: the sender gets no further than the flow control's window while they do.
 * What they throw is a bug: it is logged and ends the stream with INTERNAL. Nobody tells of a
 * sender that has gone away, for there is nothing to be answered.
 */
public interface GrpcStream {

  /**
   * Takes a message. The next one is asked for when this returns.
   *
   * @return null to go on, or the answer that ends the stream here; what the sender has sent beyond
   *     this message is then dropped
   */
  @Nullable GrpcReply message(GrpcCall call);

  /** The sender has sent all; the answer. */
  GrpcReply end();
}
