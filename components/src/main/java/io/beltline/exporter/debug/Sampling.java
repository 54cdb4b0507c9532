package io.beltline.exporter.debug;

/**
 * Lets the first messages of each second through and then every nth, or none for 0. Safe for all
 * threads.
 *
 * @see <a href="https://pkg.go.dev/go.uber.org/zap/zapcore#NewSamplerWithOptions">the rule</a>
 */
final class Sampling {
  private static final long SECOND = 1_000_000_000L;

  private final int initial;
  private final int thereafter;
  private long windowEnd = Long.MIN_VALUE;
  private long seen;

  Sampling(int initial, int thereafter) {
    this.initial = initial;
    this.thereafter = thereafter;
  }

  synchronized boolean passes(long nanoTime) {
    if (thereafter == 1) {
      return true;
    }
    if (windowEnd == Long.MIN_VALUE || nanoTime - windowEnd >= 0) {
      windowEnd = nanoTime + SECOND;
      seen = 0;
    }
    seen++;
    return seen <= initial || (thereafter > 0 && (seen - initial) % thereafter == 0);
  }
}
