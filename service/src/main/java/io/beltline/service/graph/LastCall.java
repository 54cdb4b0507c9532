package io.beltline.service.graph;

import io.beltline.api.Clock;
import io.beltline.api.Component;
import io.beltline.api.Deadline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Shuts a component down on a thread of its own, and does not wait for ever for it. Stateless. */
final class LastCall {
  /** What a component gets beyond its deadline before it is left behind. */
  static final Duration GRACE = Duration.ofSeconds(2);

  private LastCall() {}

  /**
   * Shuts down. An interrupt is passed on to the component, and kept.
   *
   * @return false if the component has not returned some time after the deadline; it goes on beside
   * @throws ExecutionException with what the component threw
   */
  static boolean shutdown(Component component, Clock clock, Deadline deadline)
      throws ExecutionException {
    CompletableFuture<Boolean> end = new CompletableFuture<>();
    Clock.Cancellable limit =
        clock.schedule(deadline.remaining().plus(GRACE), () -> end.complete(false));
    Thread thread =
        Thread.startVirtualThread(
            () -> {
              try {
                component.shutdown(deadline);
                end.complete(true);
              } catch (RuntimeException | Error failure) {
                end.completeExceptionally(failure);
              }
            });
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return end.get();
        } catch (InterruptedException stop) {
          interrupted = true;
          thread.interrupt();
        }
      }
    } finally {
      limit.cancel();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
