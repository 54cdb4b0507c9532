package io.beltline.processor.tailsampling;

/**
 * Keeps traces that last longer than a threshold and not longer than a bound, in whole
 * milliseconds.
 *
 * @param thresholdMs the threshold
 * @param upperMs the bound; 0 for none
 */
record LatencyPolicy(long thresholdMs, long upperMs) implements Policy {
  private static final long NANOS = 1_000_000;

  @Override
  public Outlook outlook(TraceFacts trace) {
    long millis = trace.duration() / NANOS;
    if (upperMs > 0) {
      return millis > upperMs ? Outlook.NO : Outlook.OPEN; // it only gets longer
    }
    return millis >= thresholdMs ? Outlook.YES : Outlook.OPEN;
  }

  @Override
  public Vote vote(TraceFacts trace, long nanoTime) {
    long millis = trace.duration() / NANOS;
    return Vote.of(
        upperMs == 0
            ? millis >= thresholdMs
            : millis > thresholdMs && millis <= upperMs); // with a bound, both as in Go
  }
}
