package io.beltline.processor.cardinalityguard;

import static java.util.Objects.requireNonNull;

import io.beltline.api.Clock;
import io.beltline.api.Host;
import io.beltline.components.series.SeriesId;
import io.beltline.processor.cardinalityguard.MetricSeries.Last;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The series of all metrics over a processor's life; they are handed over at a reload. Used under
 * its monitor, see {@link #use}.
 */
final class KnownSeries {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final CardinalityGuardConfig config;
  private Map<String, MetricSeries> metrics = new HashMap<>();
  private long further;
  private Clock.@Nullable Cancellable tick;

  KnownSeries(CardinalityGuardConfig config) {
    this.config = config;
  }

  /** What a processor leaves for the next one. */
  private record Left(Map<String, MetricSeries> metrics, long further) {}

  /** Begins to remember, with what the processor before it left. */
  synchronized void start(Host host) {
    host.handedOver(Left.class)
        .ifPresent(
            left -> {
              metrics = left.metrics;
              further = left.further;
            });
    arm(host.clock());
  }

  private void arm(Clock clock) {
    Duration stale = config.maxStale();
    Duration wait = stale.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : stale;
    tick = clock.schedule(wait, () -> forgetStale(clock));
  }

  private synchronized void forgetStale(Clock clock) {
    if (tick == null) {
      return;
    }
    long since = clock.nanoTime() - config.maxStale().toNanos();
    for (Iterator<MetricSeries> walk = metrics.values().iterator(); walk.hasNext(); ) {
      MetricSeries series = walk.next();
      series.forget(since);
      if (series.isEmpty()) {
        walk.remove();
      }
    }
    arm(clock);
  }

  /** Ends, and leaves what is remembered to the processor that may take this one's place. */
  synchronized void shutdown(Host host) {
    if (tick != null) {
      requireNonNull(tick).cancel();
      tick = null;
    }
    host.handOver(new Left(metrics, further));
    metrics = new HashMap<>();
    further = 0;
  }

  /** Works with the series while nobody else does. */
  synchronized <T> T use(Supplier<T> work) {
    return work.get();
  }

  /** The series of the metrics of a name. */
  MetricSeries of(String metric) {
    return metrics.computeIfAbsent(metric, name -> new MetricSeries());
  }

  /**
   * Whether one more further series can be remembered. Those that are stale give way, but not
   * before: what comes again after a while must not be added twice.
   */
  boolean hasRoom(long now) {
    if (further < config.maxOverflowSeries()) {
      return true;
    }
    long since = now - config.maxStale().toNanos();
    for (MetricSeries series : metrics.values()) {
      if (series.evict(since)) {
        further--;
        return true;
      }
    }
    return false;
  }

  /** Remembers the last value of a further series. */
  void remember(MetricSeries series, SeriesId id, Last last) {
    if (series.last(id, last)) {
      further++;
    }
  }

  /** How many series have a place. */
  synchronized double places() {
    return metrics.values().stream().mapToLong(MetricSeries::places).sum();
  }

  /** How many further ones are remembered. */
  synchronized double further() {
    return further;
  }
}
