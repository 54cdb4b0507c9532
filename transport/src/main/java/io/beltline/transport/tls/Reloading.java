package io.beltline.transport.tls;

import io.beltline.api.Clock;
import io.beltline.api.ComponentException;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;

/**
 * A value read from files and, once it is older than an interval or {@link TlsFiles} says so, read
 * again when it is next needed. If that fails the old value stays and a warning says why.
 */
final class Reloading<T> {
  private final Supplier<T> load;
  private final Clock clock;
  private final long intervalNanos;
  private final Logger logger;
  private T value;
  private long due;
  private long changes;

  Reloading(Supplier<T> load, Clock clock, Duration interval, Logger logger) {
    this.load = load;
    this.clock = clock;
    this.intervalNanos = interval.toNanos();
    this.logger = logger;
    this.changes = TlsFiles.changes();
    this.value = load.get();
    this.due = clock.nanoTime() + intervalNanos;
  }

  synchronized T get() {
    long now = TlsFiles.changes();
    if (changes != now || (intervalNanos > 0 && clock.nanoTime() - due >= 0)) {
      changes = now;
      due = clock.nanoTime() + intervalNanos;
      try {
        value = load.get();
      } catch (ComponentException failed) {
        logger.warn("TLS files not read again, the old ones stay in use: {}", failed.getMessage());
      }
    }
    return value;
  }
}
