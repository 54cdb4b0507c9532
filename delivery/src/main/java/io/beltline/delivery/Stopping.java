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
  private final Health health;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile @Nullable Deadline deadline;
  private volatile @Nullable Runnable whenItFails;
  private volatile boolean leaving;
  private volatile boolean forsaking;
  private volatile boolean hurried;

  /**
   * Before the end.
   *
   * @param health how the destination is
   */
  Stopping(Clock clock, Health health) {
    this.clock = clock;
    this.health = health;
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

  /**
   * Begins the end of what outlives it: as {@link #begin(Deadline)}, but what the destination asked
   * to have later is given up at once.
   *
   * @param retreat what is done, more than once perhaps, when the destination fails or something is
   *     given up; without any lock
   */
  void begin(Deadline end, Runnable retreat) {
    whenItFails = retreat;
    begin(end);
    if (health.isFailing()) {
      retreat.run();
    }
  }

  /** Begins the end for what somebody else will send: attempts under way go on, no other begins. */
  void leave(Deadline end) {
    leaving = true;
    begin(end);
  }

  /** From now on no attempt begins while the destination fails. */
  void forsake() {
    forsaking = true;
    wake();
  }

  /** Whether those whose callers wait shall give up rather than wait for another attempt. */
  void hurry(boolean on) {
    hurried = on;
    wake();
  }

  /** The destination has failed, or something was given up that others must not overtake. */
  void failed() {
    Runnable retreat = whenItFails;
    if (retreat != null) {
      retreat.run();
    }
    if (forsaking) {
      wake();
    }
  }

  /** True if the end has begun, or will at once. */
  boolean begun() {
    return deadline != null || hurried || forsaking;
  }

  /** When an attempt that begins now must have ended. */
  Deadline attempt(Duration timeout) {
    Deadline end = deadline;
    Duration span = timeout.isPositive() ? timeout : Duration.ofDays(36_500);
    return end == null ? Deadline.in(clock, span) : end.within(span);
  }

  /** True if no attempt may begin any more, or for now. */
  boolean over() {
    return isLeft() || cut();
  }

  /** True if even attempts under way are called off. */
  boolean cut() {
    Deadline end = deadline;
    return end != null && end.isExpired();
  }

  private boolean isLeft() {
    return leaving || (forsaking && health.isFailing());
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
        if (isLeft() || (hurried && hasty) || (end != null && due - end.nanos() >= 0)) {
          return false;
        }
        long left = due - clock.nanoTime();
        if (left <= 0) {
          return true;
        }
        if (end != null && whenItFails != null) {
          return false;
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
