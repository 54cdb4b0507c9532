package io.beltline.transport.net;

import io.beltline.api.Deadline;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The virtual threads on which a server's handlers run, so that a shutdown can wait for them. Safe
 * for all threads.
 */
public final class Workers {
  // the longest wait for threads that were interrupted at the deadline
  private static final long AFTER_INTERRUPT_NANOS = TimeUnit.SECONDS.toNanos(1);
  // deadlines are read against a clock that may be moved by hand, so waits go in short steps
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final String name;
  private final Set<Thread> running = ConcurrentHashMap.newKeySet();
  private final Semaphore idle = new Semaphore(0);
  private volatile boolean waited;
  private volatile boolean ended;

  /** Workers whose threads carry a name. */
  public Workers(String name) {
    this.name = name;
  }

  /** Runs a task on a thread of its own; false if none may begin any more. */
  public boolean run(Runnable task) {
    return start(task) != null;
  }

  /**
   * Runs a task on the thread returned, or returns null if none may begin any more. On an event
   * loop the thread starts at the end of the loop's turn.
   */
  public @Nullable Thread start(Runnable task) {
    if (ended) {
      return null;
    }
    Thread thread = Thread.ofVirtual().name(name).unstarted(() -> work(task));
    running.add(thread);
    if (ended) {
      running.remove(thread);
      return null;
    }
    EventLoops.handOver(thread::start);
    return thread;
  }

  private void work(Runnable task) {
    try {
      task.run();
    } finally {
      running.remove(Thread.currentThread());
      if (waited && running.isEmpty()) {
        idle.release();
      }
    }
  }

  /** How many are running. */
  public int count() {
    return running.size();
  }

  /** Waits until none is running; false if the deadline came first. New ones may still begin. */
  public boolean drain(Deadline deadline) {
    waited = true;
    while (!running.isEmpty()) {
      long left = deadline.remaining().toNanos();
      if (left <= 0 || !pause(Math.min(left, STEP_NANOS))) {
        return running.isEmpty();
      }
    }
    return true;
  }

  /** Lets none begin any more, interrupts those that run, and waits a moment for them. */
  public void end() {
    ended = true;
    waited = true;
    running.forEach(Thread::interrupt);
    long until = System.nanoTime() + AFTER_INTERRUPT_NANOS;
    while (!running.isEmpty() && System.nanoTime() - until < 0 && pause(STEP_NANOS)) {
      // again until none is left
    }
  }

  private boolean pause(long nanos) {
    try {
      boolean signalled = idle.tryAcquire(nanos, TimeUnit.NANOSECONDS);
      return signalled || !Thread.currentThread().isInterrupted();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
