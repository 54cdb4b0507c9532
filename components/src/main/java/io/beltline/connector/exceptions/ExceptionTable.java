package io.beltline.connector.exceptions;

import io.beltline.model.Slice;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The kinds of exceptions that were counted. A reload hands it on; then two connectors may have it
 * for a moment, each under the lock of itself.
 */
final class ExceptionTable {
  private final ExceptionsConfig config;
  private final long start;
  private final Map<Slice, ExceptionSeries> series = new LinkedHashMap<>();

  /** Guards what is sent, so that points stay in order. */
  private final Object sending = new Object();

  /**
   * An empty table.
   *
   * @param config what was written where it is counted
   * @param start since when, in Unix nanoseconds
   */
  ExceptionTable(ExceptionsConfig config, long start) {
    this.config = config;
    this.start = start;
  }

  /** Whether another connector counts in the same way. */
  boolean fits(ExceptionsConfig other) {
    return config.equals(other);
  }

  /** Since when exceptions are counted, in Unix nanoseconds. */
  long start() {
    return start;
  }

  /** The kinds by their attributes. */
  Map<Slice, ExceptionSeries> series() {
    return series;
  }

  /** The lock under which points are sent. */
  Object sending() {
    return sending;
  }
}
