package io.beltline.service;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.slf4j.Logger;

/**
 * Has the serial collector make room for new objects once there is work.
 *
 * <p>That collector gives the young generation another size at full collections only. A process at
 * rest is to touch little memory, so it starts with a small one; at work that is collected many
 * times a second, and requests under way, which do not fit into what is left of it, move to the old
 * generation until that is full: all the memory there is gets touched, and a fifth of the time goes
 * into moving. One full collection at the beginning of the work, when there is next to nothing to
 * look at, spares both.
 */
final class YoungGeneration {
  /** True where the launcher chose the serial collector. */
  private static final String GROWS = "beltline.young.grows";

  private static final int COLLECTIONS = 5;
  private static final long WITHIN_NANOS = 5_000_000_000L;

  private YoungGeneration() {}

  /** Looks for work, on a thread that ends when there is; does nothing with other collectors. */
  static void growAtWork(Logger logger) {
    if (Boolean.getBoolean(GROWS)) {
      Thread.ofPlatform()
          .daemon()
          .name("beltline-young")
          .start(
              () -> {
                if (awaitWork()) {
                  System.gc();
                  logger.debug("there is work: room was made for new objects");
                }
              });
    }
  }

  /** Waits until there is work; false if interrupted. */
  private static boolean awaitWork() {
    Pace pace = new Pace(COLLECTIONS, WITHIN_NANOS);
    ReferenceQueue<Object> collected = new ReferenceQueue<>();
    try {
      boolean busy = false;
      while (!busy) {
        // an object that nobody holds is gone with the next collection
        WeakReference<Object> canary = new WeakReference<>(new Object(), collected);
        collected.remove();
        busy = canary.refersTo(null) && pace.isQuick(System.nanoTime());
      }
      return true;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Whether something happens often. One thread. */
  static final class Pace {
    private final long[] times;
    private final long within;
    private int happened;

    /** So many times within a time is often. */
    Pace(int times, long withinNanos) {
      this.times = new long[times];
      this.within = withinNanos;
    }

    /** It happens now: whether that is as often as asked for. */
    boolean isQuick(long nanoTime) {
      times[happened++ % times.length] = nanoTime;
      // what stands behind the newest is the oldest of so many
      return happened >= times.length && nanoTime - times[happened % times.length] <= within;
    }
  }
}
