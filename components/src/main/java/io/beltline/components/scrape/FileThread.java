package io.beltline.components.scrape;

import io.beltline.api.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks that look at files, each on a platform thread, so that one that hangs in the system
 * keeps no carrier of virtual threads, and can be left behind. One thread asks.
 */
final class FileThread {
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final String name;
  private final Clock clock;
  private final Duration patience;
  private final Runnable overdue;
  private final Object state = new Object();
  private volatile @Nullable Thread running;
  private Clock.@Nullable Cancellable alarm;
  private boolean waiting;

  /**
   * Nothing runs yet.
   *
   * @param name what its threads are called
   * @param overdue is told whenever a task has taken so long again
   */
  FileThread(String name, Clock clock, Duration patience, Runnable overdue) {
    this.name = name;
    this.clock = clock;
    this.patience = patience;
    this.overdue = overdue;
  }

  /**
   * Runs a task and waits for it.
   *
   * @throws InterruptedException if the waiting thread is interrupted; so is the task then, and it
   *     may run on
   */
  <T> T call(Callable<T> task) throws InterruptedException {
    FutureTask<T> future = new FutureTask<>(task);
    watch(true);
    running = Thread.ofPlatform().daemon().name(name).start(future);
    try {
      return future.get();
    } catch (ExecutionException thrown) {
      switch (thrown.getCause()) {
        case InterruptedException end -> throw end;
        case RuntimeException bug -> throw bug;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(thrown);
      }
    } finally {
      watch(false);
      future.cancel(true);
    }
  }

  private void watch(boolean on) {
    synchronized (state) {
      waiting = on;
      if (alarm != null) {
        alarm.cancel();
      }
      alarm = on ? clock.schedule(patience, this::ring) : null;
    }
  }

  private void ring() {
    synchronized (state) {
      if (waiting) {
        overdue.run();
        alarm = clock.schedule(patience, this::ring);
      }
    }
  }

  /** Waits a moment for what was interrupted; whether it hangs. */
  boolean hangs() {
    Thread thread = running;
    try {
      return thread != null && !thread.join(GRACE);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
      return thread.isAlive();
    }
  }
}
