package io.beltline.api;

import java.time.Duration;

/**
 * A spell of refusals for want of room, from which the time follows that refused senders are told
 * to wait: as long as the spell has lasted, at least a second, at most half a minute. A queue that
 * drains is tried again soon, one that stands still ever more rarely. Safe for all threads.
 */
public final class Overload {
  /** The shortest time to wait: HTTP names whole seconds. */
  public static final Duration LEAST = Duration.ofSeconds(1);

  private static final Duration MOST = Duration.ofSeconds(30);
  private static final long NONE = Long.MIN_VALUE;

  private volatile long since = NONE;

  /** Whether there is a spell. */
  public boolean isOn() {
    return since != NONE;
  }

  /** Something was let in: the spell is over. True if there was one. */
  public boolean end() {
    boolean spell = since != NONE;
    if (spell) {
      since = NONE;
    }
    return spell;
  }

  /** Something is refused: how long its sender shall wait. */
  public Duration refuse(Clock clock) {
    long now = clock.nanoTime();
    long begin = since;
    if (begin == NONE) {
      since = now;
      return LEAST;
    }
    Duration lasted = Duration.ofNanos(now - begin);
    return lasted.compareTo(LEAST) < 0 ? LEAST : lasted.compareTo(MOST) > 0 ? MOST : lasted;
  }
}
