package io.beltline.components.tailing;

import java.time.Duration;

/** What becomes of what stands in a file behind the end of its last line. */
enum Rest {
  /** It waits for the end of its line. */
  WAITS,
  /** It is an entry, if it may be one as it stands. */
  IF_ENTRY,
  /** It is an entry, whatever it is. */
  TAKEN;

  /** After this time it is taken as it stands. */
  private static final long LONGEST_NANOS = 60_000_000_000L;

  /**
   * What becomes of that of a file.
   *
   * @param period how long it waits after it was written; zero for ever, or until the file is gone
   *     and was not written for as long as it is kept open
   */
  static Rest of(TailedFile file, Duration period, long nowNanos) {
    long nanos = period.isZero() && file.gone ? Registry.LINGER_NANOS : period.toNanos();
    long waited = nowNanos - file.grewNanos;
    if (!file.partial || nanos == 0 || waited < nanos) {
      return WAITS;
    }
    if (waited >= Math.max(nanos, LONGEST_NANOS)) {
      return TAKEN;
    }
    return file.unfinishedSize == file.size ? WAITS : IF_ENTRY;
  }
}
