package io.beltline.benchmarks.sidebyside;

import java.time.Duration;

/**
 * How long is measured.
 *
 * @param warmUp each collector, before the first round
 * @param lead each load, before its window
 * @param window what is measured
 * @param rounds how often, all collectors in turn; 0 to look for the highest rate alone
 * @param ramp whether to look for the highest rate that is sustained
 */
record Plan(Duration warmUp, Duration lead, Duration window, int rounds, boolean ramp) {

  static final Plan QUICK =
      new Plan(Duration.ofSeconds(6), Duration.ofMillis(300), Duration.ofSeconds(2), 2, false);

  static final Plan FULL =
      new Plan(Duration.ofSeconds(30), Duration.ofMillis(500), Duration.ofSeconds(4), 5, true);

  /** Whether it is a look, no result. */
  boolean isQuick() {
    return window.compareTo(FULL.window) < 0;
  }
}
