package io.beltline.transport.net;

import io.beltline.api.Deadline;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
  // a sender that vanished amid a request would keep a port closed for the whole patience
  private static final long STILL_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final ThreadFactory threads;
  private final Executor handOver;
  private final Set<Thread> running = ConcurrentHashMap.newKeySet();
  private final Semaphore idle = new Semaphore(0);
  private final AtomicInteger expected = new AtomicInteger();
  private volatile long moved; // when there was last a sign of life, once it is waited for one
  private volatile boolean waited;
  private volatile boolean ended;

  /** Workers whose threads carry a name. */
  public Workers(String name) {
    this(Thread.ofVirtual().name(name).factory(), EventLoops::handOver);
  }

  /**
   * Workers that are given in parts.
   *
   * @param threads makes their threads
   * @param handOver runs what starts a thread, as {@link EventLoops#handOver} does
   */
  public Workers(ThreadFactory threads, Executor handOver) {
    this.threads = threads;
    this.handOver = handOver;
  }

  /** What runs on a thread of its own. */
  public interface Task extends Runnable {
    /**
     * Told, in place of being run, why its thread cannot start: memory has run out, say. Comes on
     * any thread and must not block.
     */
    void unstarted(Throwable why);
  }

  /** Runs a task as {@link #start} does; false if none may begin any more. */
  public boolean run(Task task) {
    return start(task) != null;
  }

  /**
   * Runs a task on the thread returned, or returns null if none may begin any more. On an event
   * loop the thread starts at the end of the loop's turn; if it cannot start then, the task is told
   * so.
   */
  public @Nullable Thread start(Task task) {
    if (ended) {
      return null;
    }
    Work work = new Work(task);
    Thread thread = work.thread;
    running.add(thread);
    if (ended) {
      running.remove(thread);
      return null;
    }
    boolean handed = false;
    try {
      handOver.execute(work);
      handed = true;
    } finally {
      if (!handed && !thread.isAlive()) { // it never will be, and nobody shall wait for it
        running.remove(thread);
      }
    }
    return thread;
  }

  /** A task and its thread, in one object: whoever it is handed to starts the thread by it. */
  private final class Work implements Runnable {
    private final Task task;
    private final Thread thread;

    Work(Task task) {
      this.task = task;
      this.thread = threads.newThread(this);
    }

    @Override
    public void run() {
      if (Thread.currentThread() == thread) {
        work();
      } else {
        begin();
      }
    }

    private void begin() {
      try {
        thread.start();
      } catch (RuntimeException | Error thrown) {
        running.remove(thread);
        task.unstarted(thrown);
      }
    }

    private void work() {
      try {
        task.run();
      } finally {
        moved(); // before, as whoever waits sees that none is running and nothing has come
        running.remove(thread);
        tell();
      }
    }
  }

  /** Something begins that may want a thread later: {@link #drain} waits for its end too. */
  public void expect() {
    expected.incrementAndGet();
    moved();
  }

  /** Some of what is expected has come. */
  public void moved() {
    if (waited) {
      moved = System.nanoTime();
    }
  }

  /** What was expected has ended, with a thread or without. */
  public void over() {
    expected.decrementAndGet();
    tell();
  }

  private void tell() {
    moved();
    if (waited && isIdle()) {
      idle.release();
    }
  }

  private boolean isIdle() {
    return expected.get() == 0 && running.isEmpty();
  }

  /** How many are running. */
  public int count() {
    return running.size();
  }

  /** Whether all that is waited for is to come from senders, and nothing comes. */
  private boolean isForsaken() {
    return running.isEmpty() && System.nanoTime() - moved > STILL_NANOS;
  }

  /**
   * Waits until none is running or expected; false if the deadline came first, or if none is
   * running and nothing of what is expected has come for 3 s. New ones may still begin.
   */
  public boolean drain(Deadline deadline) {
    if (!waited) {
      moved = System.nanoTime();
      waited = true;
    }
    while (!isIdle()) {
      long left = deadline.remaining().toNanos();
      if (left <= 0 || isForsaken() || !pause(Math.min(left, STEP_NANOS))) {
        return isIdle();
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
