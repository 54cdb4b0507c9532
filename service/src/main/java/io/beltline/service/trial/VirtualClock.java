package io.beltline.service.trial;

import io.beltline.api.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Time that stands still until somebody moves it. Safe for all threads.
 *
 * <p>What falls due runs one after another, in the order of time, each on a virtual thread, and
 * time stands still until it has ended or sleeps on this clock.
 */
final class VirtualClock implements Clock {
  private final Object lock = new Object();
  private final PriorityQueue<Alarm> alarms =
      new PriorityQueue<>(
          Comparator.comparingLong((Alarm a) -> a.due).thenComparingLong(a -> a.order));
  private final Set<Thread> busy = new HashSet<>();
  private final long start;
  private long now;
  private long orders;

  /** A clock that shows a moment, in Unix nanoseconds. */
  VirtualClock(long start) {
    this.start = start;
  }

  @Override
  public long unixNanos() {
    return start + nanoTime();
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
      Thread sleeper = Thread.currentThread();
      Alarm alarm = add(duration, null);
      alarm.sleeper = busy.remove(sleeper) ? sleeper : null;
      lock.notifyAll();
      try {
        while (!alarm.rung) {
          lock.wait();
        }
      } finally {
        alarms.remove(alarm);
        if (alarm.sleeper != null) {
          busy.add(sleeper); // it may have been interrupted instead of woken
        }
      }
    }
  }

  @Override
  public Cancellable schedule(Duration delay, Runnable task) {
    synchronized (lock) {
      Alarm alarm = add(delay, task);
      return () -> cancel(alarm);
    }
  }

  /**
   * Moves time on and lets happen what falls due on the way.
   *
   * @param settle called after each thing that happened, before time goes on
   */
  void advance(Duration duration, Runnable settle) {
    long end = Math.addExact(nanoTime(), duration.toNanos());
    for (Alarm alarm = next(end); alarm != null; alarm = next(end)) {
      ring(alarm);
      settle.run();
    }
    synchronized (lock) {
      now = end;
    }
  }

  private Alarm add(Duration delay, @Nullable Runnable task) {
    long due = now + Math.max(0, Math.min(delay.toNanos(), Long.MAX_VALUE / 2));
    Alarm alarm = new Alarm(due, orders++, task);
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
        wake(alarm);
      } else {
        Thread thread = Thread.ofVirtual().name("virtual clock").unstarted(() -> run(task));
        busy.add(thread);
        thread.start();
        await(thread);
      }
    }
  }

  private void wake(Alarm alarm) {
    alarm.rung = true;
    lock.notifyAll();
    Thread sleeper = alarm.sleeper;
    if (sleeper != null) {
      busy.add(sleeper);
      await(sleeper);
    }
  }

  private void await(Thread thread) {
    boolean interrupted = false;
    while (busy.contains(thread)) {
      try {
        lock.wait();
      } catch (InterruptedException stop) { // whoever moves the clock ends after this step
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
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

  private static final class Alarm {
    private final long due;
    private final long order;
    private final @Nullable Runnable task;
    private boolean rung;

    /** A thread of this clock, which time waits for once it is awake. */
    private @Nullable Thread sleeper;

    Alarm(long due, long order, @Nullable Runnable task) {
      this.due = due;
      this.order = order;
      this.task = task;
    }
  }
}
