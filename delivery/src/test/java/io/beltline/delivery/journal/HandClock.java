package io.beltline.delivery.journal;

import io.beltline.api.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A clock that a test moves by hand. */
final class HandClock implements Clock {
  private final List<Task> tasks = new ArrayList<>();
  private long nanos;

  /** Moves on and runs what falls due, in order, on this thread. */
  void advance(Duration duration) {
    long target = nanoTime() + duration.toNanos();
    for (Task due = next(target); due != null; due = next(target)) {
      due.work.run();
    }
    synchronized (this) {
      nanos = target;
    }
  }

  /** Forgets what was planned, as a process that ends does. */
  synchronized void clear() {
    tasks.clear();
  }

  private synchronized Task next(long target) {
    Task due =
        tasks.stream()
            .filter(task -> task.at <= target)
            .min(Comparator.comparingLong(Task::at))
            .orElse(null);
    if (due != null) {
      tasks.remove(due);
      nanos = Math.max(nanos, due.at);
    }
    return due;
  }

  @Override
  public long unixNanos() {
    return nanoTime();
  }

  @Override
  public synchronized long nanoTime() {
    return nanos;
  }

  @Override
  public void sleep(Duration duration) {
    advance(duration);
  }

  @Override
  public synchronized Cancellable schedule(Duration delay, Runnable work) {
    Task task = new Task(nanos + delay.toNanos(), work);
    tasks.add(task);
    return () -> cancel(task);
  }

  private synchronized void cancel(Task task) {
    tasks.remove(task);
  }

  private record Task(long at, Runnable work) {}
}
