package io.beltline.delivery;

import io.beltline.api.Clock;
import java.time.Duration;

/**
 * The largest request a destination has been found to take, in bytes. Halved when it says that a
 * request is too large, raised by an eighth at most every five minutes while requests near the
 * limit arrive. Safe for all threads.
 */
final class SizeLimit {
  private static final long PATIENCE = Duration.ofMinutes(5).toNanos();
  private static final long NONE_ABOVE = 1L << 30;

  private final Clock clock;
  private volatile long bytes = Long.MAX_VALUE;
  private long changed;

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
    changed = clock.nanoTime();
  }

  /** A request was taken. */
  void taken(long size) {
    if (size > bytes / 2) {
      raise();
    }
  }

  private synchronized void raise() {
    long now = clock.nanoTime();
    if (bytes != Long.MAX_VALUE && now - changed >= PATIENCE) {
      long higher = bytes + Math.max(1, bytes / 8);
      bytes = higher > NONE_ABOVE ? Long.MAX_VALUE : higher;
      changed = now;
    }
  }
}
