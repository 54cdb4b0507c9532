package io.beltline.components.otlp;

import io.beltline.api.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/**
 * Logs what a backend has to say about requests it took whole, at most once in ten seconds: some
 * backends say the same about every request. Safe for all threads.
 */
public final class BackendWarnings {
  private static final long EVERY = Duration.ofSeconds(10).toNanos();

  private final Logger logger;
  private final Clock clock;
  private final AtomicLong next;

  /** Writes to a component's log. */
  public BackendWarnings(Logger logger, Clock clock) {
    this.logger = logger;
    this.clock = clock;
    this.next = new AtomicLong(clock.nanoTime());
  }

  /** Takes a backend's words; true if they were logged. */
  public boolean say(String words) {
    long now = clock.nanoTime();
    long due = next.get();
    if (now - due < 0 || !next.compareAndSet(due, now + EVERY)) {
      return false;
    }
    logger.warn("Partial success response with a warning: {}", words);
    return true;
  }
}
