package io.beltline.transport.grpc;

import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.model.Payload;
import io.beltline.model.Slice;
import io.beltline.transport.Header;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A unary call to make.
 *
 * @param method {@code package.Service/Method}
 * @param message the request as slices in order; they must not change any more
 * @param headers metadata of this call; wins over configured headers
 * @param context for the authenticator
 * @param deadline when the call must have ended, or null for no limit
 */
public record GrpcRequest(
    String method,
    List<Slice> message,
    List<Header> headers,
    Context context,
    @Nullable Deadline deadline) {

  /** Copies the lists. */
  public GrpcRequest {
    message = List.copyOf(message);
    headers = List.copyOf(headers);
  }

  /** A call without headers of its own. */
  public static GrpcRequest of(
      String method, Payload message, Context context, @Nullable Deadline deadline) {
    return new GrpcRequest(method, message.chunks(), List.of(), context, deadline);
  }
}
