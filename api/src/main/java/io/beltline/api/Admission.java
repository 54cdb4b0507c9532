package io.beltline.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Decides, before a request is read, whether there is room for its bytes. Safe for all threads;
 * never blocks.
 *
 * <p>A receiver reserves the size a request announces, grows the reservation as a body turns out
 * larger (chunked, compressed), hands it on in the request's {@link Context}, and gives its own
 * share back when the request is answered. A refused request is answered as retryable: UNAVAILABLE
 * with RetryInfo, or 503 with Retry-After.
 */
public interface Admission {

  /** Room for everything. */
  Admission UNLIMITED =
      new Admission() {
        @Override
        public boolean tryAcquire(long bytes) {
          return true;
        }

        @Override
        public void release(long bytes) {}
      };

  /** Takes room, or refuses. Zero asks whether any request may come in now. */
  boolean tryAcquire(long bytes);

  /** Gives room back. */
  void release(long bytes);

  /**
   * No share in a reservation stands for a copy that may be lost any more: the request was
   * delivered, given up for a reason, or is on disk. Comes before its bytes are released, from
   * whoever lets the last share go; brief.
   */
  default void settled() {}

  /** Reserves bytes for one request, or refuses with null. */
  default @Nullable Reservation reserve(long bytes) {
    return Reservation.of(this, bytes);
  }

  /** The most that one request can take while nothing else is held. */
  default long most() {
    return Long.MAX_VALUE;
  }

  /** How long a sender that was refused just now shall wait. */
  default Duration retryAfter() {
    return Overload.LEAST;
  }
}
