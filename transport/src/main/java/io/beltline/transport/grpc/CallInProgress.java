package io.beltline.transport.grpc;

import io.beltline.api.Metadata;
import io.beltline.api.Reservation;
import io.beltline.api.Status.Code;
import io.beltline.model.Slice;
import io.beltline.transport.compression.Codecs;
import io.beltline.transport.compression.Compression;
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
  private final MessageRoom room;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile Map<String, Object> auth = Map.of();
  private @Nullable MessageBytes message;
  private @Nullable Thread worker;
  private volatile @Nullable MessageBytes handedOver;
  private int messages;

  CallInProgress(
      CallDispatcher dispatcher,
      ServerCall<MessageBytes, MessageBytes> call,
      io.grpc.Metadata headers,
      GrpcHandler handler,
      Reservation reservation) {
    this.dispatcher = dispatcher;
    this.call = call;
    this.raw = headers;
    this.handler = handler;
    this.room = new MessageRoom(reservation);
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
    if (!closed.compareAndSet(false, true)) {
      return false;
    }
    room.close();
    return true;
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
    return has(room.announce(length));
  }

  /** Some of the message has come; false if it may not, and then the call has ended. */
  boolean arrived(long bytes) {
    return has(room.arrive(bytes));
  }

  // what the authenticator's thread has ended meanwhile takes nothing more
  private boolean has(boolean enough) {
    if (!enough && !closed.get()) {
      dispatcher.overloaded(handler);
      fail(Code.UNAVAILABLE, "too many bytes in flight", dispatcher.retryAfter());
    }
    return enough;
  }

  /** The bytes of the message that have come. */
  long arrived() {
    return room.arrived();
  }

  /** True if some of the message has still to come. */
  boolean isExpecting() {
    return room.isExpecting() && !closed.get();
  }

  /** The message stands still: its sender shall not hold memory for ever. */
  void tooSlow() {
    dispatcher.refused("slow");
    fail(Code.DEADLINE_EXCEEDED, "the message comes too slowly or not at all", null);
  }

  @Override
  public void onMessage(MessageBytes received) {
    message = received;
    room.gathered();
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
    handedOver = whole; // not in what the thread runs: it would keep compressed bytes to its end
    worker = dispatcher.start(this::handle);
    if (worker == null) {
      handedOver = null;
      fail(Code.UNAVAILABLE, "the server is shutting down", null);
    }
  }

  @Override
  public void onComplete() {
    room.gathered(); // again: the authenticator's thread may have ended the call before all was in
  }

  @Override
  public void onCancel() {
    room.gathered();
    message = null;
    if (worker == null) {
      end();
    } else {
      // it keeps its bytes until it returns, and what it waits for is of no use any more
      worker.interrupt();
    }
  }

  private void handle() {
    try {
      GrpcReply reply = answer();
      if (closed.compareAndSet(false, true) && !call.isCancelled()) {
        Replies.send(call, reply);
      }
    } catch (Throwable broken) {
      if (!call.isCancelled()) { // the sender may leave at any moment; else it is a bug
        giveUp();
        dispatcher.bug(name(), broken);
      }
    } finally {
      room.close();
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

  private GrpcReply answer() {
    Slice body;
    try {
      body = decompressed();
    } catch (CompressionException refused) {
      return refusal(refused);
    }
    try {
      // headers are read only where somebody looks: most calls have no use for them
      Metadata headers = dispatcher.keepsMetadata() ? headers() : Metadata.EMPTY;
      return handler.handle(
          new GrpcCall(name(), body, this::headers, headers, peer(), auth, room.reservation()));
    } catch (RuntimeException bug) {
      dispatcher.bug(name(), bug);
      return GrpcReply.failed(Code.INTERNAL, "internal error");
    }
  }

  private Slice decompressed() throws CompressionException {
    MessageBytes whole = handedOver;
    handedOver = null;
    if (whole == null) {
      throw new IllegalStateException("a call is handled once");
    }
    Slice bytes = whole.whole();
    if (!whole.compressed()) {
      return bytes;
    }
    String encoding = raw.get(ENCODING);
    Compression format = Codings.format(encoding == null ? "" : encoding);
    Slice plain = Codecs.decompress(format, bytes, dispatcher.limit(), room.reservation());
    room.reservation().shrink(bytes.length()); // they are of no use any more
    return plain;
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
        dispatcher.overloaded(handler);
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
