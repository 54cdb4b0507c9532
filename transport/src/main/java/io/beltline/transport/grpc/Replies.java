package io.beltline.transport.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.beltline.api.Status.Code;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the ends of calls. */
final class Replies {
  // Many senders read 8 KiB of trailers, and what is longer is no answer to them: the words go
  // twice, once with up to three characters a byte and once with four for three bytes.
  private static final int WORDS_LIMIT = 1536;
  private static final String CUT = "...";

  private Replies() {}

  static void send(ServerCall<MessageBytes, MessageBytes> call, GrpcReply reply) {
    switch (reply) {
      case GrpcReply.Message(var message) -> {
        call.sendHeaders(new Metadata());
        call.sendMessage(MessageBytes.of(List.of(message)));
        call.close(Status.OK, new Metadata());
      }
      case GrpcReply.Failed(Code code, String message, @Nullable Duration retryAfter) ->
          fail(call, code, message, retryAfter);
    }
  }

  static void fail(
      ServerCall<MessageBytes, MessageBytes> call,
      Code code,
      String message,
      @Nullable Duration retryAfter) {
    String words = clipped(message);
    Metadata trailers = new Metadata();
    if (retryAfter != null) {
      trailers.put(RichStatus.DETAILS, RichStatus.encode(code.number(), words, retryAfter));
    }
    call.close(RichStatus.status(code, words), trailers);
  }

  private static String clipped(String message) {
    byte[] bytes = message.getBytes(UTF_8);
    if (bytes.length <= WORDS_LIMIT) {
      return message;
    }
    int end = WORDS_LIMIT - CUT.length();
    while ((bytes[end] & 0xc0) == 0x80) { // amid a character
      end--;
    }
    return new String(bytes, 0, end, UTF_8) + CUT;
  }
}
