package io.beltline.transport.http;

import io.beltline.api.ClientInfo;
import io.beltline.api.Context;
import io.beltline.api.Metadata;
import io.beltline.api.Reservation;
import io.beltline.model.Slice;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An HTTP request as a handler sees it. Immutable. */
public interface HttpRequest {

  /** The method, in capitals. */
  String method();

  /** The path, percent-encoded as sent, without the query. */
  String path();

  /** What follows the question mark, percent-encoded as sent; empty if nothing does. */
  String query();

  /** The decoded values of a query parameter, in order. */
  List<String> parameter(String name);

  /** The first value of a header, empty if there is none. */
  String header(String name);

  /** All headers. */
  Metadata headers();

  /** The sender's address as host:port, empty on a Unix socket. */
  String peer();

  /** True if the request came over TLS. */
  boolean isSecure();

  /** The body, decompressed, in an array of its own; it belongs to the handler. */
  Slice body();

  /** What the authenticator learned about the sender. */
  Map<String, Object> auth();

  /**
   * The headers kept for later components: all of them with {@code include_metadata}, else none.
   */
  Metadata metadata();

  /** What is reserved for the body until the request is answered; null before there is one. */
  @Nullable Reservation reservation();

  /** The context of the data in the request, with {@code http} as the transport. */
  default Context context() {
    ClientInfo client = new ClientInfo(peer(), "http");
    Context context = new Context(client, metadata(), Map.of(), null, reservation());
    return auth().isEmpty() ? context : context.withAuth(auth());
  }
}
