package io.beltline.extension;

import io.beltline.api.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A clock that a test moves by hand; sleeping moves it too. */
public final class HandClock implements Clock {
  private final List<Task> tasks = new ArrayList<>();
  private long nanos;

  /** Moves on and runs what falls due, in order. */
  public void advance(Duration duration) {
    long target = now() + duration.toNanos();
    for (Task due = next(target); due != null; due = next(target)) {
      due.work.run();
    }
    set(target);
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

  private synchronized long now() {
    return nanos;
  }

  private synchronized void set(long value) {
    nanos = Math.max(nanos, value);
  }

  @Override
  public long unixNanos() {
    return 1_750_000_000_000_000_000L + now();
  }

  @Override
  public long nanoTime() {
    return now();
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
