package io.beltline.exporter.loadbalancing;

import io.beltline.api.Clock.Cancellable;
import io.beltline.api.Deadline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Waits by the clock of a deadline. */
final class Waiting {
  private static final Duration FOR_EVER = Duration.ofDays(30);

  private Waiting() {}

  /** Calls something at a deadline, unless it is too far away to come. */
  static Cancellable at(Deadline deadline, Runnable alarm) {
    Duration left = deadline.remaining();
    return left.compareTo(FOR_EVER) < 0 ? deadline.clock().schedule(left, alarm) : () -> {};
  }

  /** Waits until something has happened, the deadline has passed or the thread is interrupted. */
  static void until(CompletableFuture<Boolean> event, Deadline deadline) {
    CompletableFuture<Boolean> end = event.copy();
    Cancellable alarm = at(deadline, () -> end.complete(false));
    try {
      Boolean ignored = end.get();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException bug) {
      throw new IllegalStateException(bug);
    } finally {
      alarm.cancel();
    }
  }
}
