package io.beltline.delivery;

import io.beltline.api.Clock;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/** Looks out for room on a disk: it may come without anything that the queue does. */
final class Lookout {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Clock clock;
  private final ReentrantLock lock;
  private final Runnable changed;
  private boolean looking; // guarded by the lock

  /**
   * Does not look out yet.
   *
   * @param lock the belt's
   * @param changed run when there may be room; under the lock
   */
  Lookout(Clock clock, ReentrantLock lock, Runnable changed) {
    this.clock = clock;
    this.lock = lock;
    this.changed = changed;
  }

  /** Looks again in a while, unless it does already. Under the lock. */
  void look() {
    if (!looking) {
      looking = true;
      clock.schedule(PAUSE, this::again);
    }
  }

  private void again() {
    lock.lock();
    try {
      looking = false;
      changed.run();
    } finally {
      lock.unlock();
    }
  }
}
