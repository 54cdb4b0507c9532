package io.beltline.components.scrape;

import io.beltline.api.Clock;
import io.beltline.api.Deadline;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs a task at a fixed rate, one run at a time. A run that takes longer than the interval leaves
 * out the moments it missed.
 */
public final class ScrapeLoop {
  private final ReentrantLock running = new ReentrantLock();
  private final Clock clock;
  private final Duration interval;
  private final Runnable task;
  private final Object state = new Object();
  private long next;
  private boolean ended;
  private @Nullable Thread runner;
  private Clock.@Nullable Cancellable planned;

  /** A loop that does not run yet. */
  public ScrapeLoop(Clock clock, ScrapeConfig config, Runnable task) {
    this.clock = clock;
    this.interval = config.collectionInterval();
    this.task = task;
    this.next = clock.nanoTime() + Math.max(0, config.initialDelay().toNanos());
  }

  /** Begins. */
  public void start() {
    synchronized (state) {
      planned = clock.schedule(Duration.ofNanos(next - clock.nanoTime()), this::run);
    }
  }

  /** Begins no further run, and waits for none: one that runs goes on. */
  public void cancel() {
    synchronized (state) {
      ended = true;
      if (planned != null) {
        planned.cancel();
      }
    }
  }

  /**
   * Ends: waits for a run until the deadline, then interrupts it. After it returns, nothing runs.
   */
  public void shutdown(Deadline deadline) {
    cancel();
    try {
      if (running.tryLock(Math.max(0, deadline.remaining().toNanos()), TimeUnit.NANOSECONDS)) {
        running.unlock();
        return;
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    synchronized (state) {
      if (runner != null) {
        runner.interrupt();
      }
    }
    running.lock(); // the run that was interrupted has ended then
    try {
      runner = null;
    } finally {
      running.unlock();
    }
  }

  private void run() {
    running.lock();
    try {
      synchronized (state) {
        if (ended) {
          return;
        }
        runner = Thread.currentThread();
      }
      try {
        task.run();
      } finally {
        plan(); // whatever ended this one
      }
    } finally {
      synchronized (state) {
        runner = null;
      }
      running.unlock();
    }
  }

  private void plan() {
    synchronized (state) {
      if (!ended) {
        long now = clock.nanoTime();
        long step = interval.toNanos();
        next += step * Math.max(1, Math.ceilDiv(now - next, step));
        planned = clock.schedule(Duration.ofNanos(next - now), this::run);
      }
    }
  }
}
