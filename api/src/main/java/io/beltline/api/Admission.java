package io.beltline.api;

/**
 * Decides, before a request is read, whether there is room for its bytes. Safe for all threads;
 * never blocks.
 *
 * <p>A receiver reserves the size a request announces, grows the reservation as a body turns out
 * larger (chunked, compressed), and gives it back when the request is answered. A refused request
 * is answered as retryable: UNAVAILABLE with RetryInfo, or 503 with Retry-After.
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

  /** Takes room, or refuses. */
  boolean tryAcquire(long bytes);

  /** Gives room back. */
  void release(long bytes);
}
