package io.beltline.receiver.prometheus;

import io.beltline.components.exposition.ExpositionSink;

/**
 * When samples were taken.
 *
 * @param now when the scrape began, in Unix nanoseconds
 * @param honors whether times that the target says count
 * @param tracksSaid whether the end of series is noticed whose times the target says
 */
record SampleTimes(long now, boolean honors, boolean tracksSaid) {
  /** Before the first scrape. */
  static final SampleTimes NONE = new SampleTimes(0, false, false);

  private static final long NANOS_PER_MILLI = 1_000_000;

  /** When a sample was taken, in Unix nanoseconds, of which a time is told or not. */
  long of(long millis) {
    return honors && millis != ExpositionSink.NO_TIME ? millis * NANOS_PER_MILLI : now;
  }

  /** The same in Unix milliseconds. */
  long millis(long millis) {
    return of(millis) / NANOS_PER_MILLI;
  }

  /** Whether the end of its series is noticed. */
  boolean tracks(long millis) {
    return !honors || millis == ExpositionSink.NO_TIME || tracksSaid;
  }
}
