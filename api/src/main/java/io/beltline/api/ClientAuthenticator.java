package io.beltline.api;

import io.beltline.model.Slice;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds credentials to outgoing requests ({@code auth::authenticator} of an exporter). Safe for all
 * threads.
 */
public interface ClientAuthenticator {

  /**
   * The changes to the headers of a request, to be made in order after the exporter's own headers
   * are set. Asked for every attempt; must not block for long.
   */
  List<Header> headers(Context context);

  /**
   * The same for a request that must have ended at a moment: who has to wait for credentials waits
   * no longer than that. Clients call this one.
   *
   * @param deadline when, or null for no limit
   */
  default List<Header> headers(Context context, @Nullable Deadline deadline) {
    return headers(context);
  }

  /**
   * The same for an HTTP request of which all that will be sent is known. Called instead of the
   * other where {@link #signsRequests()} says so.
   */
  default List<Header> headers(Context context, OutgoingRequest request) {
    return headers(context);
  }

  /**
   * A server did not believe a request: 401, or {@code UNAUTHENTICATED}. Who keeps credentials that
   * it was given can ask for others; the request itself is not sent again for that. Must not block.
   *
   * @param authorization the {@code Authorization} header it had
   */
  default void refused(String authorization) {}

  /**
   * Whether credentials are made from the bytes of each request. They can be shown for HTTP alone,
   * so that a gRPC client refuses such an authenticator at start.
   */
  default boolean signsRequests() {
    return false;
  }

  /** What of a context the headers are made of. Asked once all extensions have started. */
  default Origin origin() {
    return Origin.NOTHING;
  }

  /**
   * What of a context headers are made of: requests that differ in it may be of different tenants.
   *
   * @param metadata names of request metadata, in any case
   * @param attributes names of attributes of the authenticated sender
   */
  record Origin(List<String> metadata, List<String> attributes) {
    /** Headers that are the same for every context. */
    public static final Origin NOTHING = new Origin(List.of(), List.of());

    /** Copies the names. */
    public Origin {
      metadata = List.copyOf(metadata);
      attributes = List.copyOf(attributes);
    }
  }

  /**
   * A request about to be sent. It and what it holds belong to the caller and are only read.
   *
   * @param method the method, in capitals
   * @param uri where to, as it is on the wire
   * @param headers those set so far, by name as written; {@code Host} is among them, {@code
   *     Content-Length} is not
   * @param body the body as it is sent, compressed
   */
  record OutgoingRequest(
      String method, URI uri, Map<String, List<String>> headers, List<Slice> body) {}

  /**
   * A change to one header.
   *
   * @param name the name in any case
   * @param value the value; of no meaning for {@link Action#DELETE}
   * @param action what to do with a header of the same name
   */
  record Header(String name, String value, Action action) {

    /** A header that replaces any of the same name. */
    public Header(String name, String value) {
      this(name, value, Action.SET);
    }
  }

  /** How a header meets those a request has. */
  enum Action {
    /** Replaces any of the same name. */
    SET,
    /** Is added if the request has none of the name. */
    INSERT,
    /** Replaces if the request has one of the name. */
    UPDATE,
    /** Removes all of the name. */
    DELETE
  }
}
