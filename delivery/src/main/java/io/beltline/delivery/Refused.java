package io.beltline.delivery;

import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Permanent;
import io.beltline.api.Status;
import io.beltline.api.Status.Code;
import io.beltline.delivery.QueueStore.Admission;
import java.io.IOException;
import java.time.Duration;

/** What a caller is told whose request the queue did not take. */
final class Refused {
  /** When a caller should come again whose request a disk failed to keep. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private Refused() {}

  /** What it is told, with a time to wait where the reason passes. */
  static ConsumeResult of(Admission admission, Duration wait) {
    return switch (admission) {
      case FULL -> ConsumeResult.unavailable("sending queue is full", wait);
      case NO_SPACE ->
          ConsumeResult.unavailable("the storage of the sending queue has no space left", wait);
      case TOO_LARGE ->
          new Permanent(
              new Status(Code.INVALID_ARGUMENT, 413),
              "the request is larger than the storage of the sending queue takes");
      case CLOSED -> ConsumeResult.unavailable("shutting down", null);
      case TAKEN -> throw new IllegalArgumentException("it was taken");
    };
  }

  static ConsumeResult byStorage(IOException failed) {
    return ConsumeResult.unavailable(
        "the storage of the sending queue failed: " + failed.getMessage(), SOON);
  }
}
