package io.beltline.components.traces;

import io.beltline.testkit.FakeClock;
import java.time.Duration;

/** Waiting for what another thread does on a clock. */
public final class Waits {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Waits() {}

  /**
   * Waits in real time until somebody waits exactly so long on a clock.
   *
   * @throws IllegalStateException if nobody does within ten seconds
   */
  public static void await(FakeClock clock, Duration wait) {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (!clock.waits().contains(wait)) {
      if (System.nanoTime() - giveUp > 0) {
        throw new IllegalStateException("nobody waits " + wait + " but " + clock.waits());
      }
      Thread.onSpinWait();
    }
  }
}
