package io.beltline.components.parts;

import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.api.Deadline;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a processor that holds telemetry does when a destination takes nothing for the moment. */
public final class LastAttempts {
  private static final Duration USUAL_PAUSE = Duration.ofSeconds(1);

  private LastAttempts() {}

  /** How long to wait before another attempt: what was asked for, else a second. */
  public static Duration pause(Retryable refused) {
    Duration asked = refused.retryAfter();
    return asked == null || asked.isZero() ? USUAL_PAUSE : asked;
  }

  /**
   * Attempts again and again, with pauses, until there is nothing left or the deadline has passed;
   * at least once. The last attempt is at the deadline, however long the destination asked to wait.
   * An interrupt ends it, and is kept.
   *
   * @param attempt sends what there is, and says why that was not possible
   */
  public static void until(Deadline deadline, Supplier<@Nullable Retryable> attempt) {
    boolean last = false;
    for (Retryable refused = attempt.get(); refused != null && !last; refused = attempt.get()) {
      Duration left = deadline.remaining();
      Duration pause = pause(refused);
      if (left.isZero() || !sleep(deadline, pause.compareTo(left) < 0 ? pause : left)) {
        return;
      }
      last = deadline.isExpired();
    }
  }

  private static boolean sleep(Deadline deadline, Duration pause) {
    try {
      deadline.clock().sleep(pause);
      return true;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
