package io.beltline.connector.exceptions;

import io.beltline.model.Slice;
import io.beltline.model.otlp.Attribute;
import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.model.otlp.WireWriter;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The kinds of exceptions that were counted. A reload hands it on; then two connectors may have it
 * for a moment, each under the lock of itself.
 */
final class ExceptionTable {
  /** More kinds than anybody would look at; the rest counts in one series. */
  static final int MOST_SERIES = 10_000;

  /** What the attributes of all series may take; the rest counts in the same one. */
  static final long MOST_BYTES = 16L << 20;

  private static final long PATIENCE = Duration.ofMinutes(15).toNanos();
  private static final Slice OVERFLOW =
      new WireWriter()
          .attribute(NumberDataPointView.ATTRIBUTES, Attribute.of("otel.metric.overflow", true))
          .toSlice();

  private final ExceptionsConfig config;

  /** By their attributes; the one that was not seen for longest comes first. */
  private final Map<Slice, ExceptionSeries> series = new LinkedHashMap<>(16, 0.75f, true);

  /** Guards what is sent, so that points stay in order. */
  private final Object sending = new Object();

  /** Since when a new series counts: one that was forgotten begins after its last point. */
  private long start;

  private long bytes;

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

  /**
   * The series of some attributes, which is seen now; with too many, the one of all others.
   *
   * @param now by the monotonic clock
   */
  ExceptionSeries of(Slice attributes, long now) {
    boolean hasRoom =
        series.containsKey(attributes)
            || (series.size() < MOST_SERIES && bytes + attributes.length() <= MOST_BYTES);
    ExceptionSeries one = series.computeIfAbsent(hasRoom ? attributes : OVERFLOW, this::added);
    one.seen(now);
    return one;
  }

  private ExceptionSeries added(Slice attributes) {
    bytes += attributes.length();
    return new ExceptionSeries(attributes, start);
  }

  /** Whether a series is that of all others. */
  static boolean isOverflow(ExceptionSeries one) {
    return one.attributes().equals(OVERFLOW);
  }

  /** Those of which something is true. */
  List<ExceptionSeries> all(Predicate<ExceptionSeries> condition) {
    return series.values().stream().filter(condition).toList();
  }

  /** Whether a series was not seen for so long that it is to be forgotten. */
  static boolean isStale(ExceptionSeries one, long now) {
    return now - one.lastSeen() >= PATIENCE;
  }

  /**
   * Forgets those that are stale and of which nothing is left to tell.
   *
   * @param now by the monotonic clock
   * @param told the time of their last point, in Unix nanoseconds
   */
  void forget(long now, long told) {
    Iterator<ExceptionSeries> walk = series.values().iterator();
    while (walk.hasNext()) {
      ExceptionSeries one = walk.next();
      if (!isStale(one, now)) {
        return;
      }
      if (!one.isNews()) {
        walk.remove();
        bytes -= one.attributes().length();
        start = told;
      }
    }
  }

  /** The lock under which points are sent. */
  Object sending() {
    return sending;
  }
}
