package io.beltline.service.logging;

import java.util.concurrent.atomic.AtomicLongArray;
import org.slf4j.event.Level;

/** Thins out repeated lines; lines whose level and message hash alike share a count. */
final class LogSampler {
  private static final int SLOTS = 4096;
  private static final int COUNT_BITS = 24;
  private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;

  private final LogSettings.Sampling sampling;
  private final long tickNanos;
  // the number of the tick above, the count within it below
  private final AtomicLongArray slots = new AtomicLongArray(SLOTS);

  LogSampler(LogSettings.Sampling sampling) {
    this.sampling = sampling;
    this.tickNanos = Math.max(1, sampling.tick().toNanos());
  }

  boolean passes(Level level, String message, long nanoTime) {
    long tick = Math.floorDiv(nanoTime, tickNanos) & (-1L >>> COUNT_BITS);
    int slot = Math.floorMod(31 * message.hashCode() + level.toInt(), SLOTS);
    long now =
        slots.updateAndGet(
            slot,
            old -> {
              boolean same = old >>> COUNT_BITS == tick;
              long count = same ? Math.min((old & COUNT_MASK) + 1, COUNT_MASK) : 1;
              return tick << COUNT_BITS | count;
            });
    long count = now & COUNT_MASK;
    if (count <= sampling.initial()) {
      return true;
    }
    return sampling.thereafter() > 0 && (count - sampling.initial()) % sampling.thereafter() == 0;
  }
}
