package io.beltline.delivery;

import io.beltline.api.Clock;
import java.time.Duration;

/**
 * The largest request a destination has been found to take, in bytes. Halved when it says that a
 * request is too large; once it has not said so for five minutes, doubled by each request near the
 * limit that arrives. Forgotten when it refuses even a single item: then the size of requests is
 * not what it minds. Safe for all threads.
 */
final class SizeLimit {
  private static final long PATIENCE = Duration.ofMinutes(5).toNanos();
  private static final long NONE_ABOVE = 1L << 30;

  private final Clock clock;
  private volatile long bytes = Long.MAX_VALUE;
  private long refusedAt;

  SizeLimit(Clock clock) {
    this.clock = clock;
  }

  /** The limit; {@link Long#MAX_VALUE} while none is known. */
  long bytes() {
    return bytes;
  }

  /** A request of several items was too large. */
  synchronized void refused(long size) {
    bytes = Math.min(bytes, Math.max(1, size / 2));
    refusedAt = clock.nanoTime();
  }

  /** A request of one item was too large. */
  synchronized void refusedSingle() {
    bytes = Long.MAX_VALUE;
  }

  /** A request was taken. */
  void taken(long size) {
    if (size > bytes / 3) { // halves of what is just above the limit are just below its half
      raise();
    }
  }

  private synchronized void raise() {
    if (bytes != Long.MAX_VALUE && clock.nanoTime() - refusedAt >= PATIENCE) {
      bytes = bytes > NONE_ABOVE / 2 ? Long.MAX_VALUE : bytes * 2;
    }
  }
}
