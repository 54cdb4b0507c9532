package io.beltline.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What travels beside telemetry: who sent it, the metadata the receiver was told to keep, and how a
 * destination shall batch it.
 *
 * <p>Immutable but for the reservation, which its holders grow, shrink and close.
 *
 * @param client who sent it
 * @param metadata request headers kept for later components ({@code include_metadata}); part of the
 *     batch key and of what a queue stores
 * @param auth attributes the server authenticator learned about the sender; empty if there was none
 * @param batching how the queues behind shall batch, or null to send as it comes
 * @param reservation what is reserved for the request, for a queue to take a share in; null if
 *     nothing is
 */
public record Context(
    ClientInfo client,
    Metadata metadata,
    Map<String, Object> auth,
    @Nullable Batching batching,
    @Nullable Reservation reservation) {

  /** No sender, no metadata, no batching. */
  public static final Context EMPTY = new Context(ClientInfo.NONE, Metadata.EMPTY, Map.of(), null);

  /** The same without a reservation. */
  public Context(
      ClientInfo client, Metadata metadata, Map<String, Object> auth, @Nullable Batching batching) {
    this(client, metadata, auth, batching, null);
  }

  /** The context of a request. */
  public static Context of(ClientInfo client, Metadata metadata) {
    return new Context(client, metadata, Map.of(), null);
  }

  /** The same, with what an authenticator learned. */
  public Context withAuth(Map<String, Object> auth) {
    return new Context(client, metadata, Map.copyOf(auth), batching, reservation);
  }

  /** The same, to be batched. */
  public Context withBatching(Batching batching) {
    return new Context(client, metadata, auth, batching, reservation);
  }

  /** The same, with other metadata. */
  public Context withMetadata(Metadata metadata) {
    return new Context(client, metadata, auth, batching, reservation);
  }

  /** The same with what is reserved for the request. */
  public Context withReservation(@Nullable Reservation reservation) {
    return new Context(client, metadata, auth, batching, reservation);
  }
}
