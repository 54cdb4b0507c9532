package io.beltline.service.graph;

import io.beltline.api.Clock;
import io.beltline.api.Component;
import io.beltline.api.Deadline;
import io.beltline.delivery.Delivery;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** Shuts a component down on a thread of its own, and does not wait for ever for it. Stateless. */
final class LastCall {
  /** The machine's: a busy collector may leave no carrier to a new virtual thread for long. */
  static final ThreadFactory THREADS =
      Thread.ofPlatform().daemon().name("beltline-end-", 0).factory();

  /**
   * What a component gets beyond its deadline before it is left behind: more than a queue takes
   * whose exporter does not return, for it still has to book what is lost and to close its files.
   */
  static final Duration GRACE = Delivery.GRACE.plus(Duration.ofSeconds(2));

  private LastCall() {}

  /**
   * Shuts down. An interrupt is passed on to the component, and kept.
   *
   * @return false if the component has not returned some time after the deadline; it goes on beside
   * @throws ExecutionException with what the component threw
   */
  static boolean shutdown(Component component, Clock clock, Deadline deadline)
      throws ExecutionException {
    return shutdown(component, clock, deadline, THREADS);
  }

  /** The same with threads of a factory; done by the caller if none can be had. */
  static boolean shutdown(
      Component component, Clock clock, Deadline deadline, ThreadFactory threads)
      throws ExecutionException {
    CompletableFuture<Boolean> end = new CompletableFuture<>();
    Clock.Cancellable limit =
        clock.schedule(deadline.remaining().plus(GRACE), () -> end.complete(false));
    Runnable task =
        () -> {
          try {
            component.shutdown(deadline);
            end.complete(true);
          } catch (RuntimeException | Error failure) {
            end.completeExceptionally(failure);
          }
        };
    Thread thread = begun(task, threads);
    if (thread == null) {
      task.run();
    }
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return end.get();
        } catch (InterruptedException stop) {
          interrupted = true;
          if (thread != null) {
            thread.interrupt();
          }
        }
      }
    } finally {
      limit.cancel();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** A thread that does a task, or null if the machine has no more: the caller must do it. */
  static @Nullable Thread begun(Runnable task, ThreadFactory threads) {
    try {
      Thread thread = threads.newThread(task);
      thread.start();
      return thread;
    } catch (OutOfMemoryError full) {
      return null;
    }
  }
}
