package io.beltline.transport.grpc;

import io.beltline.api.Metadata;
import io.beltline.api.Status.Code;
import io.beltline.model.Slice;
import io.beltline.transport.Admission;
import io.beltline.transport.compression.Codecs;
import io.beltline.transport.compression.CompressionException;
import io.beltline.transport.net.Listen;
import io.grpc.Grpc;
import io.grpc.ServerCall;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One call from its headers to its end. Event loops call it until its message is complete. */
final class CallInProgress extends ServerCall.Listener<MessageBytes> {
  private static final io.grpc.Metadata.Key<String> ENCODING =
      io.grpc.Metadata.Key.of("grpc-encoding", io.grpc.Metadata.ASCII_STRING_MARSHALLER);

  private final CallDispatcher dispatcher;
  private final ServerCall<MessageBytes, MessageBytes> call;
  private final io.grpc.Metadata raw;
  private final GrpcHandler handler;
  private final Admission.Reservation reservation;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile Map<String, Object> auth = Map.of();
  private @Nullable MessageBytes message;
  private @Nullable Thread worker;
  private boolean handedOver;
  private int messages;

  CallInProgress(
      CallDispatcher dispatcher,
      ServerCall<MessageBytes, MessageBytes> call,
      io.grpc.Metadata headers,
      GrpcHandler handler,
      Admission.Reservation reservation) {
    this.dispatcher = dispatcher;
    this.call = call;
    this.raw = headers;
    this.handler = handler;
    this.reservation = reservation;
  }

  Metadata headers() {
    return Headers.read(raw);
  }

  /** The sender may go on. */
  void granted(Map<String, Object> attributes) {
    auth = attributes;
    call.request(2);
  }

  /** Ends the call without a handler. */
  void fail(Code code, String text, @Nullable Duration retryAfter) {
    if (end()) {
      Replies.fail(call, code, text, retryAfter);
    }
  }

  /** Gives back what is held for a call that no handler has; false if it had ended before. */
  private boolean end() {
    synchronized (reservation) {
      if (!closed.compareAndSet(false, true)) {
        return false;
      }
      reservation.close();
      return true;
    }
  }

  /** A message of a length begins; false if it may not come in, and then the call has ended. */
  boolean announced(long length) {
    if (messages++ > 0) {
      fail(Code.INTERNAL, "more than one message in a unary call", null);
      return false;
    }
    if (length > dispatcher.limit()) {
      dispatcher.refused("too_large");
      String text = "grpc: received message larger than max (" + length + " vs. ";
      fail(Code.RESOURCE_EXHAUSTED, text + dispatcher.limit() + ")", null);
      return false;
    }
    if (!reserve(length)) {
      dispatcher.refused("admission");
      fail(Code.UNAVAILABLE, "too many bytes in flight", dispatcher.retryAfter());
      return false;
    }
    return true;
  }

  // the authenticator's thread may end the call meanwhile; what ended takes nothing more
  private boolean reserve(long length) {
    synchronized (reservation) {
      return closed.get() || reservation.grow(length);
    }
  }

  @Override
  public void onMessage(MessageBytes received) {
    message = received;
  }

  @Override
  public void onHalfClose() {
    MessageBytes whole = message;
    if (closed.get()) {
      return;
    }
    if (whole == null) {
      fail(Code.INTERNAL, "no message in a unary call", null);
      return;
    }
    message = null;
    handedOver = true;
    worker = dispatcher.start(() -> handle(whole));
    if (worker == null) {
      fail(Code.UNAVAILABLE, "the server is shutting down", null);
    }
  }

  @Override
  public void onCancel() {
    message = null;
    if (!handedOver) {
      end();
    } else if (worker != null) {
      // it keeps its bytes until it returns, and what it waits for is of no use any more
      worker.interrupt();
    }
  }

  private void handle(MessageBytes whole) {
    try {
      GrpcReply reply = answer(whole);
      if (closed.compareAndSet(false, true) && !call.isCancelled()) {
        Replies.send(call, reply);
      }
    } catch (Throwable broken) {
      if (!call.isCancelled()) { // the sender may leave at any moment; else it is a bug
        giveUp();
        dispatcher.bug(name(), broken);
      }
    } finally {
      reservation.close();
    }
  }

  /** Ends a call whose handler broke (memory ran out, say), so that its sender tries again. */
  private void giveUp() {
    try {
      Replies.fail(call, Code.UNAVAILABLE, "the server failed", null);
    } catch (IllegalStateException answered) {
      dispatcher.bug(name(), answered);
    }
  }

  private GrpcReply answer(MessageBytes whole) {
    Slice body;
    try {
      body = decompressed(whole);
    } catch (CompressionException refused) {
      return refusal(refused);
    }
    try {
      // headers are read only where somebody looks: most calls have no use for them
      Metadata headers = dispatcher.keepsMetadata() ? headers() : Metadata.EMPTY;
      return handler.handle(new GrpcCall(name(), body, this::headers, headers, peer(), auth));
    } catch (RuntimeException bug) {
      dispatcher.bug(name(), bug);
      return GrpcReply.failed(Code.INTERNAL, "internal error");
    }
  }

  private Slice decompressed(MessageBytes whole) throws CompressionException {
    if (!whole.compressed()) {
      return whole.whole();
    }
    String encoding = raw.get(ENCODING);
    return Codecs.decompress(
        Codings.format(encoding == null ? "" : encoding),
        whole.whole(),
        dispatcher.limit(),
        reservation);
  }

  private GrpcReply refusal(CompressionException refused) {
    return switch (refused.reason()) {
      case CORRUPT -> {
        dispatcher.refused("corrupt");
        yield GrpcReply.failed(
            Code.INTERNAL,
            "grpc: failed to decompress the received message: " + refused.getMessage());
      }
      case TOO_LARGE -> {
        dispatcher.refused("too_large");
        yield GrpcReply.failed(Code.RESOURCE_EXHAUSTED, "grpc: " + refused.getMessage());
      }
      case REFUSED -> {
        dispatcher.refused("admission");
        yield new GrpcReply.Failed(
            Code.UNAVAILABLE, "too many bytes in flight", dispatcher.retryAfter());
      }
    };
  }

  private String name() {
    return call.getMethodDescriptor().getFullMethodName();
  }

  private String peer() {
    return Listen.peer(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
  }
}
