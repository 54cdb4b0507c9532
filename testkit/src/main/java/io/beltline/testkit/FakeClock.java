package io.beltline.testkit;

import io.beltline.api.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Time that stands still until a test moves it. Safe for all threads.
 *
 * <p>{@link #advance} steps from one due moment to the next, in order (equal moments: in the order
 * they were asked for). A due task runs on a virtual thread of its own, as with a real clock, and
 * the step waits until the task has ended or sleeps on this clock itself, so that what it does has
 * happened when {@code advance} returns. What other threads do when they wake is theirs: a test
 * waits for it by what it can see, for example by {@link #awaitPending}.
 */
public final class FakeClock implements Clock {
  private static final long START = 1_767_225_600_000_000_000L; // 2026-01-01T00:00:00Z
  private static final long PATIENCE_MILLIS = 10_000;

  private final Object lock = new Object();
  private final PriorityQueue<Alarm> alarms =
      new PriorityQueue<>(Comparator.comparingLong(Alarm::due).thenComparingLong(Alarm::order));
  private final Set<Thread> busy = new HashSet<>();
  private long now;
  private long orders;

  /** A clock that shows 2026-01-01T00:00:00Z. */
  public FakeClock() {}

  @Override
  public long unixNanos() {
    return START + nanoTime();
  }

  @Override
  public long nanoTime() {
    synchronized (lock) {
      return now;
    }
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    synchronized (lock) {
      boolean task = busy.remove(Thread.currentThread());
      Alarm alarm = add(duration, null);
      lock.notifyAll();
      try {
        while (!alarm.rung) {
          lock.wait();
        }
      } finally {
        alarms.remove(alarm);
        if (task) {
          busy.add(Thread.currentThread());
        }
      }
    }
  }

  @Override
  public Cancellable schedule(Duration delay, Runnable task) {
    synchronized (lock) {
      Alarm alarm = add(delay, task);
      lock.notifyAll();
      return () -> cancel(alarm);
    }
  }

  /**
   * Moves time on and lets everything happen that falls due on the way.
   *
   * @throws IllegalStateException if a task neither ends nor sleeps within ten seconds of real time
   */
  public void advance(Duration duration) {
    long end;
    synchronized (lock) {
      end = now + duration.toNanos();
    }
    for (Alarm alarm = next(end); alarm != null; alarm = next(end)) {
      ring(alarm);
    }
    synchronized (lock) {
      now = Math.max(now, end);
    }
  }

  /** How many sleepers and scheduled tasks wait for time to move. */
  public int pending() {
    synchronized (lock) {
      return alarms.size();
    }
  }

  /** How long until the next sleeper or task falls due, in order of time; one entry for each. */
  public List<Duration> waits() {
    synchronized (lock) {
      List<Duration> waits = new ArrayList<>();
      alarms.stream()
          .sorted(alarms.comparator())
          .forEach(a -> waits.add(Duration.ofNanos(a.due - now)));
      return waits;
    }
  }

  /**
   * Waits in real time until at least so many sleepers and tasks wait for time to move.
   *
   * @throws IllegalStateException if that does not come about within ten seconds
   */
  public void awaitPending(int count) {
    synchronized (lock) {
      await(() -> alarms.size() >= count, count + " waiting on the clock");
    }
  }

  private Alarm add(Duration delay, @Nullable Runnable task) {
    Alarm alarm = new Alarm(now + Math.max(0, delay.toNanos()), orders++, task);
    alarms.add(alarm);
    return alarm;
  }

  private void cancel(Alarm alarm) {
    synchronized (lock) {
      alarms.remove(alarm);
    }
  }

  private @Nullable Alarm next(long end) {
    synchronized (lock) {
      Alarm first = alarms.peek();
      if (first == null || first.due > end) {
        return null;
      }
      alarms.remove();
      now = Math.max(now, first.due);
      return first;
    }
  }

  private void ring(Alarm alarm) {
    Runnable task = alarm.task;
    synchronized (lock) {
      if (task == null) {
        alarm.rung = true;
        lock.notifyAll();
        return;
      }
      Thread thread = Thread.ofVirtual().name("fake clock task").unstarted(() -> run(task));
      busy.add(thread);
      thread.start();
      await(() -> !busy.contains(thread), "a task to end");
    }
  }

  private void run(Runnable task) {
    try {
      task.run();
    } finally {
      synchronized (lock) {
        busy.remove(Thread.currentThread());
        lock.notifyAll();
      }
    }
  }

  private void await(BooleanSupplier condition, String what) {
    long giveUp = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (!condition.getAsBoolean()) {
      long left = giveUp - System.currentTimeMillis();
      if (left <= 0) {
        throw new IllegalStateException("waited in vain for " + what);
      }
      try {
        lock.wait(left);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for " + what, stop);
      }
    }
  }

  private static final class Alarm {
    private final long due;
    private final long order;
    private final @Nullable Runnable task;
    private boolean rung;

    Alarm(long due, long order, @Nullable Runnable task) {
      this.due = due;
      this.order = order;
      this.task = task;
    }

    long due() {
      return due;
    }

    long order() {
      return order;
    }
  }
}
