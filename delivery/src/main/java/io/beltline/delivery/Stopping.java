package io.beltline.delivery;

import io.beltline.api.Clock;
import io.beltline.api.Clock.Cancellable;
import io.beltline.api.Deadline;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets senders wait between attempts, and wakes them when the end has begun. Safe for all threads.
 */
final class Stopping {
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile @Nullable Deadline deadline;
  private volatile boolean leaving;
  private volatile boolean hurried;

  Stopping(Clock clock) {
    this.clock = clock;
  }

  /** Begins the end: whoever waits tries once more now, unless the destination asked for longer. */
  void begin(Deadline end) {
    lock.lock();
    try {
      deadline = end;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Begins the end for what somebody else will send: attempts under way go on, no other begins. */
  void leave(Deadline end) {
    leaving = true;
    begin(end);
  }

  /** Whether those whose callers wait shall give up rather than wait for another attempt. */
  void hurry(boolean on) {
    hurried = on;
    wake();
  }

  /** True if the end has begun, or will at once. */
  boolean begun() {
    return deadline != null || hurried;
  }

  /** When an attempt that begins now must have ended. */
  Deadline attempt(Duration timeout) {
    Deadline end = deadline;
    Duration span = timeout.isPositive() ? timeout : Duration.ofDays(36_500);
    return end == null ? Deadline.in(clock, span) : end.within(span);
  }

  /** True if no attempt may begin any more. */
  boolean over() {
    Deadline end = deadline;
    return leaving || (end != null && end.isExpired());
  }

  /**
   * Waits.
   *
   * @param wait how long
   * @param asked the part of it that must be kept even when the end has begun
   * @param hasty whether a caller is kept waiting by it
   * @return false if the next attempt would come too late
   */
  boolean pause(long wait, long asked, boolean hasty) {
    long now = clock.nanoTime();
    boolean alreadyEnding = deadline != null;
    Cancellable alarm = clock.schedule(Duration.ofNanos(wait), this::wake);
    Cancellable early = () -> {};
    lock.lock();
    try {
      while (true) {
        Deadline end = deadline;
        long due = now + (end == null || alreadyEnding ? wait : Math.min(wait, asked));
        if (leaving || (hurried && hasty) || (end != null && due - end.nanos() >= 0)) {
          return false;
        }
        long left = due - clock.nanoTime();
        if (left <= 0) {
          return true;
        }
        if (end != null && !alreadyEnding) {
          early.cancel();
          early = clock.schedule(Duration.ofNanos(left), this::wake);
        }
        changed.await();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
      alarm.cancel();
      early.cancel();
    }
  }

  private void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
