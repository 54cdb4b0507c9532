package io.beltline.api;

import java.time.Duration;

/** Time as a parameter, so that a test moves it by hand. Safe for all threads. */
public interface Clock {

  /** Nanoseconds since 1970-01-01T00:00:00Z. */
  long unixNanos();

  /** Monotonic nanoseconds from an arbitrary origin. */
  long nanoTime();

  /**
   * Waits.
   *
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  void sleep(Duration duration) throws InterruptedException;

  /**
   * Runs a task once after a delay, on a virtual thread of its own. The task may block.
   *
   * @return cancels the task if it has not begun
   */
  Cancellable schedule(Duration delay, Runnable task);

  /** Something that can be called off; calling it off twice is harmless. */
  @FunctionalInterface
  interface Cancellable {
    void cancel();
  }
}
