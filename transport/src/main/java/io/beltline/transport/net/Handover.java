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
  private final BooleanSupplier here;
  private final Executor loop;
  private final Executor threads;
  private List<Runnable> waiting = new ArrayList<>();

  Handover(EventExecutor loop) {
    this(loop::inEventLoop, loop, Thread.ofVirtual().name("handover")::start);
  }

  /**
   * Of a loop that is given in parts.
   *
   * @param here true on its thread
   * @param loop runs something at the end of its turn
   * @param threads runs something on a thread of its own
   */
  Handover(BooleanSupplier here, Executor loop, Executor threads) {
    this.here = here;
    this.loop = loop;
    this.threads = threads;
  }

  /** True on the loop's thread. */
  boolean isHere() {
    return here.getAsBoolean();
  }

  void add(Runnable task) {
    waiting.add(task);
    if (waiting.size() == 1) {
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
    List<Runnable> tasks = waiting;
    waiting = new ArrayList<>();
    if (tasks.size() == 1) {
      tasks.getFirst().run();
    } else {
      // from a virtual thread the others are started and woken without a call of the system
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
  }

  private static void runAll(List<Runnable> tasks) {
    Throwable first = null;
    for (Runnable task : tasks) {
      first = run(task, first);
    }
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
      if (first == null) {
        return thrown;
      }
      first.addSuppressed(thrown);
      return first;
    }
  }
}
