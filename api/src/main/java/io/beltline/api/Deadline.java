package io.beltline.api;

import java.time.Duration;

/**
 * A moment by which work must be done, on a monotonic clock.
 *
 * @param clock the clock it is read against
 * @param nanos the moment, in {@link Clock#nanoTime()} terms
 */
public record Deadline(Clock clock, long nanos) {

  /** A deadline from now. Durations of centuries mean none. */
  public static Deadline in(Clock clock, Duration duration) {
    long span;
    try {
      span = duration.toNanos();
    } catch (ArithmeticException tooLong) {
      span = Long.MAX_VALUE / 2;
    }
    return new Deadline(clock, clock.nanoTime() + Math.min(span, Long.MAX_VALUE / 2));
  }

  /** The time left; zero if it has passed. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, nanos - clock.nanoTime()));
  }

  /** True if the moment has passed. */
  public boolean isExpired() {
    return nanos - clock.nanoTime() <= 0;
  }

  /** The earlier of this and a deadline from now. */
  public Deadline within(Duration duration) {
    Deadline other = in(clock, duration);
    return other.nanos - nanos < 0 ? other : this;
  }
}
