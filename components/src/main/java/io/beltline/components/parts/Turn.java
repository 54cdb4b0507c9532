package io.beltline.components.parts;

import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.Status;
import io.beltline.api.Status.Code;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Serves the calls of an exporter that keeps an order, one at a time as they come. Safe for all
 * threads.
 */
public final class Turn {
  private final ReentrantLock lock = new ReentrantLock(true);

  /** Nobody is served yet. */
  public Turn() {}

  /**
   * Waits for the turn of a call, as long as those that came before need: each ends by its own
   * deadline, and one whose deadline has passed meanwhile is not served.
   *
   * <p>No thread keeps the time of this wait: a virtual thread that waits until a moment wakes
   * another one when it begins to and when it ends, which costs more than a small request.
   *
   * @return null if the call is to be served, and {@link #end()} to be called after that; else what
   *     is to be answered
   */
  public @Nullable ExportResult begin(Deadline deadline) {
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return ExportResult.retry(Status.of(Code.CANCELLED), "interrupted before it was sent", null);
    }
    if (deadline.isExpired()) {
      lock.unlock();
      return ExportResult.retry(
          Status.of(Code.DEADLINE_EXCEEDED), "another request was being sent", null);
    }
    return null;
  }

  /** The call that was served has ended. On its thread. */
  public void end() {
    lock.unlock();
  }
}
