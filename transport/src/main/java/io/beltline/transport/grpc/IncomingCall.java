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
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A call from its headers to its end, of one message or of many. */
abstract class IncomingCall extends ServerCall.Listener<MessageBytes> {
  private static final io.grpc.Metadata.Key<String> ENCODING =
      io.grpc.Metadata.Key.of("grpc-encoding", io.grpc.Metadata.ASCII_STRING_MARSHALLER);

  private final CallDispatcher dispatcher;
  private final ServerCall<MessageBytes, MessageBytes> call;
  private final io.grpc.Metadata raw;
  private final Runnable overloaded;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile Map<String, Object> auth = Map.of();

  IncomingCall(
      CallDispatcher dispatcher,
      ServerCall<MessageBytes, MessageBytes> call,
      io.grpc.Metadata headers,
      Runnable overloaded) {
    this.dispatcher = dispatcher;
    this.call = call;
    this.raw = headers;
    this.overloaded = overloaded;
  }

  /** A message of a length begins; false if it may not come in, and then the call has ended. */
  abstract boolean announced(long length);

  /** Some of a message has come; false if it may not, and then the call has ended. */
  abstract boolean arrived(long bytes);

  /** Its sender is alive. */
  final void moved() {
    dispatcher.moved();
  }

  /** The bytes of messages that have come. */
  abstract long arrived();

  /** True if some of a message has still to come. */
  abstract boolean isExpecting();

  /** True if what has still to come waits for this side. */
  abstract boolean isHeldUp();

  /** Gives back what is held for messages that no handler has; at least once, at the end. */
  abstract void release();

  /** The sender may begin. */
  abstract void ask();

  final Metadata headers() {
    return Headers.read(raw);
  }

  /** The sender is known and may begin. */
  final void granted(Map<String, Object> attributes) {
    auth = attributes;
    ask();
  }

  /** Ends the call without a handler. */
  final void fail(Code code, String text, @Nullable Duration retryAfter) {
    if (end()) {
      Replies.fail(call, code, text, retryAfter);
    }
  }

  /** Ends the call; false if it had ended before, and then it is not for the caller to answer. */
  final boolean end() {
    boolean first = closed.compareAndSet(false, true);
    if (first) {
      release();
    }
    return first;
  }

  /** Ends the call, to whose sender nothing is said. */
  final void drop() {
    closed.set(true);
    release();
  }

  final boolean hasEnded() {
    return closed.get();
  }

  /** Ends the call if a message of this length may not come in; false if it has ended. */
  final boolean fits(long length) {
    if (length <= dispatcher.limit()) {
      return true;
    }
    dispatcher.refused("too_large");
    String text = "grpc: received message larger than max (" + length + " vs. ";
    fail(Code.RESOURCE_EXHAUSTED, text + dispatcher.limit() + ")", null);
    return false;
  }

  /** Ends the call if there was not enough room; what another thread has ended takes no more. */
  final boolean has(boolean enough) {
    if (!enough) {
      noRoom();
    }
    return enough;
  }

  /** Ends the call, as there is no room for a message. */
  final void noRoom() {
    overload("too many bytes in flight");
  }

  /** Ends the call, as memory ran out where its message was to be copied. */
  final void lost() {
    overload("there is no memory for the message now");
  }

  private void overload(String why) {
    if (!hasEnded()) {
      dispatcher.overloaded(overloaded);
      fail(Code.UNAVAILABLE, why, dispatcher.retryAfter());
    }
  }

  /** The message stands still: its sender shall not hold memory for ever. */
  final void tooSlow() {
    dispatcher.refused("slow");
    fail(Code.DEADLINE_EXCEEDED, "the message comes too slowly or not at all", null);
  }

  /** The server ends. */
  final void tooLate() {
    fail(Code.UNAVAILABLE, "the server is shutting down", null);
  }

  /** Ends a call whose handler broke (memory ran out, say), so that its sender tries again. */
  final void giveUp(Throwable broken) {
    drop();
    if (call.isCancelled()) { // the sender may leave at any moment; else it is a bug
      return;
    }
    try {
      Replies.fail(call, Code.UNAVAILABLE, "the server failed", null);
    } catch (IllegalStateException answered) {
      bug(answered);
    }
    bug(broken);
  }

  /** Gives the message that was handed over to a handler's thread, and forgets it. */
  abstract MessageBytes handedOver();

  /** What a handler says to the message that was handed over, or what is said in its place. */
  final @Nullable GrpcReply answer(
      Reservation reservation, Function<GrpcCall, @Nullable GrpcReply> handler) {
    Slice body;
    try {
      body = decompressed(reservation);
    } catch (CompressionException refused) {
      return refusal(refused);
    }
    // headers are read only where somebody looks: most calls have no use for them
    Metadata headers = dispatcher.keepsMetadata() ? headers() : Metadata.EMPTY;
    GrpcCall seen = new GrpcCall(name(), body, this::headers, headers, peer(), auth, reservation);
    return careful(() -> handler.apply(seen));
  }

  /** What a handler says; what it throws is a bug. */
  final @Nullable GrpcReply careful(Supplier<@Nullable GrpcReply> handler) {
    try {
      return handler.get();
    } catch (RuntimeException bug) {
      bug(bug);
      return GrpcReply.failed(Code.INTERNAL, "internal error");
    }
  }

  private Slice decompressed(Reservation reservation) throws CompressionException {
    MessageBytes whole = handedOver();
    Slice bytes = whole.whole();
    if (!whole.compressed()) {
      return bytes;
    }
    String encoding = raw.get(ENCODING);
    Compression format = Codings.format(encoding == null ? "" : encoding);
    Slice plain = Codecs.decompress(format, bytes, dispatcher.limit(), reservation);
    reservation.shrink(bytes.length()); // they are of no use any more
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
        dispatcher.overloaded(overloaded);
        yield new GrpcReply.Failed(
            Code.UNAVAILABLE, "too many bytes in flight", dispatcher.retryAfter());
      }
    };
  }

  private void bug(Throwable thrown) {
    dispatcher.bug(name(), thrown);
  }

  private String name() {
    return call.getMethodDescriptor().getFullMethodName();
  }

  private String peer() {
    return Listen.peer(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
  }
}
