package io.beltline.transport.grpc;

import io.beltline.api.Status.Code;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the ends of calls. */
final class Replies {
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
    Metadata trailers = new Metadata();
    if (retryAfter != null) {
      trailers.put(RichStatus.DETAILS, RichStatus.encode(code.number(), message, retryAfter));
    }
    call.close(RichStatus.status(code, message), trailers);
  }
}
