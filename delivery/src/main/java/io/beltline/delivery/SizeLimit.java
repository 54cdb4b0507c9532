package io.beltline.delivery;

import io.beltline.api.Clock;
import java.time.Duration;

/**
 * The largest request a destination has been found to take, in bytes.
 *
 * <p>Lowered when it says that a request is too large: to half of it, or to what it has taken. Once
 * it has not said so for five minutes, doubled by each request near the limit that arrives: what
 * stood in the way may be gone. If it is still there, the limit goes up to what was refused in
 * halves of the distance, until the two are close; after an hour it is doubled again. Forgotten
 * when the destination refuses even a single item: then the size of requests is not what it minds.
 * Safe for all threads.
 */
final class SizeLimit {
  private static final long PATIENCE = Duration.ofMinutes(5).toNanos();
  private static final long MEMORY = Duration.ofHours(1).toNanos();
  private static final long NONE_ABOVE = 1L << 30;

  private final Clock clock;
  private volatile long bytes = Long.MAX_VALUE;
  private long taken;
  private long ceiling = Long.MAX_VALUE;
  private boolean confirmed;
  private boolean raised;
  private long confirmedAt;
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
    refusedAt = clock.nanoTime();
    ceiling = Math.min(ceiling, size);
    if (raised) { // what was refused before still is
      raised = false;
      confirmed = true;
      confirmedAt = refusedAt;
    }
    if (taken >= size) {
      taken = 0;
    }
    bytes = Math.min(bytes, Math.max(1, Math.max(taken, size / 2)));
  }

  /** A request of one item was too large. */
  synchronized void refusedSingle() {
    bytes = Long.MAX_VALUE;
    ceiling = Long.MAX_VALUE;
    taken = 0;
    confirmed = false;
    raised = false;
  }

  /** A request was taken. */
  void taken(long size) {
    if (bytes != Long.MAX_VALUE) {
      takenNear(size);
    }
  }

  private synchronized void takenNear(long size) {
    taken = Math.max(taken, size);
    // halves of what is just above the limit are just below its half
    if (size > bytes / 3 && clock.nanoTime() - refusedAt >= PATIENCE) {
      raise();
    }
  }

  private void raise() {
    if (confirmed && clock.nanoTime() - confirmedAt < MEMORY) {
      long distance = ceiling - bytes;
      if (distance > bytes / 8 && taken > bytes / 4 * 3) {
        bytes = ceiling - (distance + 1) / 2;
        raised = true;
      }
      return;
    }
    confirmed = false;
    ceiling = Long.MAX_VALUE;
    bytes = bytes > NONE_ABOVE / 2 ? Long.MAX_VALUE : bytes * 2;
    raised = true;
  }
}
