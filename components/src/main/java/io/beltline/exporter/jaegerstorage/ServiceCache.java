package io.beltline.exporter.jaegerstorage;

import io.beltline.api.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which pairs of service and operation an index is known to have. It remembers 100,000, each for a
 * time; what it has forgotten is written once more, over the same document. Safe for all threads.
 */
final class ServiceCache {
  private static final int MOST = 100_000;
  private static final Duration USUAL = Duration.ofHours(12);

  private final Clock clock;
  private final long keepNanos;
  private final Map<String, Long> written =
      new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST;
        }
      };

  /**
   * A cache.
   *
   * @param keep how long it remembers a pair, 0 for twelve hours
   */
  ServiceCache(Clock clock, Duration keep) {
    this.clock = clock;
    this.keepNanos = (keep.isZero() ? USUAL : keep).toNanos();
  }

  /** Whether a document was written not long ago. */
  synchronized boolean knows(String document) {
    Long at = written.get(document);
    return at != null && clock.nanoTime() - at < keepNanos;
  }

  /** Notes what was written. */
  synchronized void add(Collection<String> documents) {
    long now = clock.nanoTime();
    documents.forEach(document -> written.put(document, now));
  }
}
