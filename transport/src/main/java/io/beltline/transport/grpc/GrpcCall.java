package io.beltline.transport.grpc;

import io.beltline.api.ClientInfo;
import io.beltline.api.Context;
import io.beltline.api.Metadata;
import io.beltline.api.Reservation;
import io.beltline.model.Slice;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A unary call as a handler sees it.
 *
 * @param method {@code package.Service/Method}
 * @param message the request, decompressed, in an array of its own; it belongs to the handler
 * @param headers gives the call's metadata; binary values as base64
 * @param metadata the headers kept for later components: all of them with {@code include_metadata},
 *     else none
 * @param peer the sender's address as host:port, empty on a Unix socket
 * @param auth what the authenticator learned about the sender
 * @param reservation what is reserved for the message until the call is answered
 */
public record GrpcCall(
    String method,
    Slice message,
    Supplier<Metadata> headers,
    Metadata metadata,
    String peer,
    Map<String, Object> auth,
    @Nullable Reservation reservation) {

  /** The context of the data in the call, with {@code grpc} as the transport. */
  public Context context() {
    ClientInfo client = new ClientInfo(peer, "grpc");
    Context context = new Context(client, metadata, Map.of(), null, reservation);
    return auth.isEmpty() ? context : context.withAuth(auth);
  }
}
