package io.beltline.transport.net;

import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Passes on what an event loop has for virtual threads, once in each of its turns: waking a carrier
 * for each request would cost more than the request. Belongs to one loop and is called on it.
 */
final class Handover {
  private static final Runnable[] NONE = {};

  private final BooleanSupplier here;
  private final Executor loop;
  private final Executor threads;
  private final List<Runnable> waiting;
  private boolean scheduled; // a pass is to come

  Handover(EventExecutor loop) {
    this(loop::inEventLoop, loop, Thread.ofVirtual().name("handover")::start, new ArrayList<>());
  }

  /**
   * Of a loop that is given in parts.
   *
   * @param here true on its thread
   * @param loop runs something at the end of its turn
   * @param threads runs something on a thread of its own
   * @param waiting where tasks wait for the end of a turn
   */
  Handover(BooleanSupplier here, Executor loop, Executor threads, List<Runnable> waiting) {
    this.here = here;
    this.loop = loop;
    this.threads = threads;
    this.waiting = waiting;
  }

  /** True on the loop's thread. */
  boolean isHere() {
    return here.getAsBoolean();
  }

  /** Takes a task. If this throws, the task has been run or never will be. */
  void add(Runnable task) {
    waiting.add(task);
    if (!scheduled) {
      scheduled = true;
      boolean later = false;
      try {
        loop.execute(this::pass); // after everything that this turn still reads
        later = true;
      } catch (RejectedExecutionException ending) { // no turn will come
        later = false;
      } finally {
        if (!later) {
          pass();
        }
      }
    }
  }

  private void pass() {
    scheduled = false; // before anything that may throw: else no pass would ever come again
    if (waiting.size() == 1) {
      waiting.removeFirst().run();
    } else if (!waiting.isEmpty()) {
      passTogether();
    }
  }

  /** From a virtual thread they are started and woken without a call of the system. */
  private void passTogether() {
    Runnable[] tasks;
    boolean copied = false;
    try {
      tasks = waiting.toArray(NONE);
      copied = true;
    } finally {
      if (!copied) {
        runWaiting();
      }
    }
    waiting.clear();
    boolean started = false;
    try {
      threads.execute(() -> runAll(tasks));
      started = true;
    } finally {
      if (!started) { // slower, but somebody waits for each of them
        runAll(tasks);
      }
    }
  }

  /** Runs them where they wait: there is no memory to move them to. */
  private void runWaiting() {
    Throwable first = null;
    while (!waiting.isEmpty()) {
      first = run(waiting.removeFirst(), first);
    }
    rethrow(first);
  }

  private static void runAll(Runnable[] tasks) {
    Throwable first = null;
    for (Runnable task : tasks) {
      first = run(task, first);
    }
    rethrow(first);
  }

  private static void rethrow(@Nullable Throwable first) {
    if (first instanceof Error error) {
      throw error;
    }
    if (first instanceof RuntimeException bug) {
      throw bug;
    }
  }

  // one that fails must not keep the others waiting
  private static @Nullable Throwable run(Runnable task, @Nullable Throwable first) {
    try {
      task.run();
      return first;
    } catch (RuntimeException | Error thrown) {
      return first == null ? thrown : both(first, thrown);
    }
  }

  @SuppressWarnings("ReferenceEquality") // the very same one
  private static Throwable both(Throwable first, Throwable next) {
    if (first != next) { // where memory is out the system throws the same error again
      try {
        first.addSuppressed(next);
      } catch (OutOfMemoryError passing) { // the first one tells as much
        return first;
      }
    }
    return first;
  }
}
