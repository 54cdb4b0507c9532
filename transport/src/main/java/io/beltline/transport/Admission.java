package io.beltline.transport;

import org.jspecify.annotations.Nullable;

/**
 * Decides whether the process can hold more bytes of requests in flight. Servers ask before they
 * read a body; a refusal is answered with HTTP 503 or gRPC UNAVAILABLE and a time to wait.
 *
 * <p>Safe for all threads; called on event loops, so it must not block. A {@code Host} that
 * implements it is consulted by every server, see {@link ServerSettings#of}.
 */
@FunctionalInterface
public interface Admission {

  /**
   * Reserves bytes for one request, or refuses with null. Zero asks whether any request may come in
   * now.
   */
  @Nullable Reservation reserve(long bytes);

  /** Bytes held for one request until it is closed. Used by one thread at a time. */
  interface Reservation extends AutoCloseable {

    /** Takes further bytes; false if refused, and then nothing has changed. */
    boolean grow(long bytes);

    /** Gives all bytes back; further calls do nothing. */
    @Override
    void close();
  }

  /** Admits everything. */
  static Admission unlimited() {
    return bytes -> Unlimited.RESERVATION;
  }

  /** Holds nothing. */
  enum Unlimited implements Reservation {
    RESERVATION;

    @Override
    public boolean grow(long bytes) {
      return true;
    }

    @Override
    public void close() {}
  }
}
