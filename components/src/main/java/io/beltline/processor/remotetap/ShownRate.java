package io.beltline.processor.remotetap;

/**
 * So many in a second, up to a second's worth at once, at least one. Safe for all threads.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Token_bucket">token bucket</a>
 */
final class ShownRate {
  private static final double NANOS = 1e9;

  private final double perSecond;
  private final double most;
  private double saved;
  private long last;

  ShownRate(double perSecond, long now) {
    this.perSecond = perSecond;
    this.most = perSecond == 0 ? 0 : Math.max(1, perSecond);
    this.saved = most;
    this.last = now;
  }

  /** Takes one if there is one at a moment of a monotonic clock. */
  synchronized boolean take(long now) {
    saved = Math.min(most, saved + Math.max(0, now - last) / NANOS * perSecond);
    last = now;
    if (saved < 1) {
      return false;
    }
    saved--;
    return true;
  }
}
