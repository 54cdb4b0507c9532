package io.beltline.ottl;

import io.beltline.api.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.Stream;
import org.slf4j.Logger;

/**
 * Logs failures of statements and conditions: the first of each, then at most one a minute, with
 * how many were kept quiet. Safe for all threads.
 */
public final class FailureLog {
  private static final long INTERVAL_NANOS = 60_000_000_000L;
  private static final long NEVER = Long.MIN_VALUE;

  private final Logger logger;
  private final Clock clock;
  private final List<String> subjects;
  private final AtomicLongArray lastNanos;
  private final AtomicLongArray quiet;
  private final AtomicLong origin = new AtomicLong();

  /** A log of statements of which nothing was logged yet. */
  public FailureLog(Logger logger, Clock clock, List<String> statements) {
    this(logger, clock, statements, List.of());
  }

  /** A log of statements, and of conditions whose numbers go on behind those of the statements. */
  public FailureLog(Logger logger, Clock clock, List<String> statements, List<String> conditions) {
    this.logger = logger;
    this.clock = clock;
    this.subjects =
        Stream.concat(
                statements.stream().map(text -> "statement failed: " + text),
                conditions.stream().map(text -> "condition failed: " + text))
            .toList();
    this.lastNanos = new AtomicLongArray(subjects.size());
    this.quiet = new AtomicLongArray(subjects.size());
    for (int i = 0; i < subjects.size(); i++) {
      lastNanos.set(i, NEVER);
    }
    origin.set(clock.nanoTime());
  }

  /** Takes a failure of a statement or condition. */
  public void failed(int statement, EvaluationException failure) {
    long now = clock.nanoTime() - origin.get();
    long last = lastNanos.get(statement);
    boolean due = last == NEVER || now - last >= INTERVAL_NANOS;
    if (!due || !lastNanos.compareAndSet(statement, last, now)) {
      quiet.incrementAndGet(statement);
      return;
    }
    long kept = quiet.getAndSet(statement, 0);
    logger.warn(
        "{}: {}{}",
        subjects.get(statement),
        failure.getMessage(),
        kept == 0 ? "" : " (and " + kept + " times since the last report)");
  }
}
