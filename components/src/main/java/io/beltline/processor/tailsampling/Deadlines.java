package io.beltline.processor.tailsampling;

import io.beltline.api.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that traces are decided when they are due. Where nothing waits any more nothing is
 * scheduled again. Methods are called under the lock of what is held unless they say otherwise.
 */
final class Deadlines {
  private static final long PARTS = 20;
  private static final long LONGEST_PAUSE = Duration.ofMillis(100).toNanos();

  private final Holding holding;
  private final Releases releases;
  private final SamplingParts parts;
  private final long pause;
  private Clock.@Nullable Cancellable alarm;
  private long alarmNanos;
  private long earliest;
  private boolean closed;

  Deadlines(Holding holding, Releases releases, SamplingParts parts) {
    this.holding = holding;
    this.releases = releases;
    this.parts = parts;
    this.pause = Math.min(LONGEST_PAUSE, parts.config().decisionWait().toNanos() / PARTS);
    this.earliest = parts.clock().nanoTime();
  }

  /** Schedules what is to be done when the next trace is due. */
  void arm(long now) {
    PendingTrace first = holding.table().due();
    if (first == null || closed) {
      return;
    }
    long due = Math.max(first.dueInQueue - earliest, 0) + earliest;
    Clock.Cancellable set = alarm;
    if (set != null) {
      if (due - alarmNanos >= 0) {
        return;
      }
      set.cancel();
    }
    alarmNanos = due;
    alarm = parts.clock().schedule(Duration.ofNanos(Math.max(0, due - now)), this::tick);
  }

  /** Takes the lock by itself. */
  private void tick() {
    boolean some;
    long begun = parts.clock().nanoTime();
    holding.lock().lock();
    try {
      if (closed) {
        return;
      }
      alarm = null;
      holding.decideDue(begun);
      long now = parts.clock().nanoTime();
      earliest = now + pause;
      parts.counters().timed(now - begun);
      arm(now);
      // what is sent is on the way anyway; decisions that go to disk are written then, too
      some = !holding.table().ready().isEmpty() || holding.storage().isDurable();
    } finally {
      holding.lock().unlock();
    }
    if (some) {
      releases.kick();
    }
  }

  void close() {
    closed = true;
    Clock.Cancellable set = alarm;
    if (set != null) {
      set.cancel();
    }
  }
}
