package io.beltline.transport.grpc;

import io.beltline.api.Metadata;
import io.beltline.api.Status.Code;
import io.beltline.model.Slice;
import io.beltline.transport.compression.Codecs;
import io.beltline.transport.compression.CompressionException;
import io.beltline.transport.net.EventLoops;
import io.grpc.ClientCall;
import io.grpc.Status;
import io.netty.handler.codec.http2.Http2Exception;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Waits for the end of one call. Event loops fill it, the caller's thread reads it. */
final class CallOutcome extends ClientCall.Listener<MessageBytes> {
  // responses are a few bytes; this bounds what a broken server can make of them
  private static final long RESPONSE_LIMIT = 64L << 20;
  private static final io.grpc.Metadata.Key<String> ENCODING =
      io.grpc.Metadata.Key.of("grpc-encoding", io.grpc.Metadata.ASCII_STRING_MARSHALLER);

  private static final int WORDS_LIMIT = 8 << 10; // logs and dead letters keep them
  private static final String PANIC = "Panic!"; // as ManagedChannelImpl puts it

  private final CompletableFuture<Status> end = new CompletableFuture<>(); // the last to be filled
  private io.grpc.Metadata headers = new io.grpc.Metadata();
  private io.grpc.Metadata trailers = headers;
  private @Nullable MessageBytes message;

  @Override
  public void onHeaders(io.grpc.Metadata received) {
    headers = received;
  }

  @Override
  public void onMessage(MessageBytes received) {
    message = received;
  }

  @Override
  public void onClose(Status status, io.grpc.Metadata received) {
    trailers = received;
    EventLoops.complete(end, status);
  }

  /** Whether the library has given the channel up: it takes no call any more. */
  boolean isPanic() {
    Status status = end.getNow(Status.OK);
    return status.getCode() == Status.Code.INTERNAL
        && status.getCause() != null
        && words(status).startsWith(PANIC);
  }

  GrpcResult await(ClientCall<MessageBytes, MessageBytes> call) {
    try {
      return result(end.get());
    } catch (InterruptedException interrupted) {
      call.cancel("interrupted", null);
      Thread.currentThread().interrupt();
      return failed(Code.CANCELLED, "interrupted while waiting for the answer");
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private GrpcResult result(Status status) {
    if (!status.isOk()) {
      byte[] details = trailers.get(RichStatus.DETAILS);
      return new GrpcResult.Failed(
          code(status), words(status), RichStatus.retryAfter(details), Headers.read(trailers));
    }
    MessageBytes whole = message;
    if (whole == null) {
      return failed(Code.INTERNAL, "the server ended the call without a message");
    }
    if (whole.isLost()) {
      return failed(Code.UNAVAILABLE, "there is no memory for the answer now");
    }
    try {
      io.grpc.Metadata known = headers;
      return new GrpcResult.Ok(body(whole, known), () -> Headers.read(known));
    } catch (CompressionException malformed) {
      return failed(Code.INTERNAL, "the response does not decompress: " + malformed.getMessage());
    }
  }

  private static Slice body(MessageBytes message, io.grpc.Metadata headers)
      throws CompressionException {
    if (!message.compressed()) {
      return message.whole();
    }
    String encoding = headers.get(ENCODING);
    return Codecs.decompress(
        Codings.format(encoding == null ? "" : encoding), message.whole(), RESPONSE_LIMIT);
  }

  /**
   * The code; of a connection that broke the library says UNKNOWN or INTERNAL, as of an answer that
   * nobody understands.
   */
  private static Code code(Status status) {
    return isBroken(status) ? Code.UNAVAILABLE : Code.of(status.getCode().value());
  }

  /**
   * Whether the library made the status up from something thrown: one that came from the server has
   * no cause. An answer that is no HTTP/2 (a stream's error) was one all the same.
   */
  private static boolean isBroken(Status status) {
    Status.Code code = status.getCode();
    return (code == Status.Code.UNKNOWN || code == Status.Code.INTERNAL)
        && status.getCause() != null
        && !(status.getCause() instanceof Http2Exception.StreamException);
  }

  private static String words(Status status) {
    String all = allWords(status);
    if (all.length() <= WORDS_LIMIT) {
      return all;
    }
    boolean amid = Character.isHighSurrogate(all.charAt(WORDS_LIMIT - 1));
    return all.substring(0, amid ? WORDS_LIMIT - 1 : WORDS_LIMIT) + "...";
  }

  /** The description, and what caused it where that says more (a refused connection). */
  private static String allWords(Status status) {
    String text = status.getDescription() == null ? "" : status.getDescription();
    Throwable cause = status.getCause();
    if (cause != null && cause.getMessage() != null && !text.contains(cause.getMessage())) {
      return text.isEmpty() ? cause.getMessage() : text + ": " + cause.getMessage();
    }
    return text;
  }

  static GrpcResult failed(Code code, String message) {
    return new GrpcResult.Failed(code, message, null, Metadata.EMPTY);
  }
}
