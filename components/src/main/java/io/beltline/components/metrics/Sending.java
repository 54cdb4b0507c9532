package io.beltline.components.metrics;

import io.beltline.api.Deadline;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one thread at a time send, and waits for it no longer than it may. Safe for all threads. */
public final class Sending {
  /**
   * Destinations are told at the deadline to take nothing, and who sends comes back just then.
   * Together with {@link #SOON} this is less than the service waits beyond the deadline.
   */
  private static final Duration GRACE = Duration.ofMillis(1500);

  private static final Duration SOON = Duration.ofMillis(50);

  private final ReentrantLock lock = new ReentrantLock();

  /** Nobody sends. */
  public Sending() {}

  /** Does something once nobody sends. */
  public void run(Runnable task) {
    lock.lock();
    try {
      task.run();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Does something once nobody sends.
   *
   * @return false if somebody still does shortly after the deadline, or when the thread was
   *     interrupted; then it was not done
   */
  public boolean run(Deadline deadline, Runnable task) {
    return run(deadline.remaining().plus(GRACE), task);
  }

  /** Does something if nobody sends, or whoever does is through in a moment. */
  public void runSoon(Runnable task) {
    var _ = run(SOON, task);
  }

  private boolean run(Duration patience, Runnable task) {
    try { // who was interrupted does not wait, but takes what is free
      if (!lock.tryLock() && !lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        return false;
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
    try {
      task.run();
      return true;
    } finally {
      lock.unlock();
    }
  }
}
