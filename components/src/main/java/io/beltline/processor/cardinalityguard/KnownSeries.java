package io.beltline.processor.cardinalityguard;

import static java.util.Objects.requireNonNull;

import io.beltline.api.Clock;
import io.beltline.api.Host;
import io.beltline.components.series.SeriesId;
import io.beltline.processor.cardinalityguard.MetricSeries.Last;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The series of all metrics over a processor's life; they are handed over at a reload. Used under
 * its monitor, see {@link #use}.
 */
final class KnownSeries {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final CardinalityGuardConfig config;

  /** By their names; the one that was not seen for longest comes first. */
  private SequencedMap<String, MetricSeries> metrics = none();

  private long further;
  private Clock.@Nullable Cancellable tick;

  KnownSeries(CardinalityGuardConfig config) {
    this.config = config;
  }

  private static SequencedMap<String, MetricSeries> none() {
    return new LinkedHashMap<>(16, 0.75f, true);
  }

  /** What a processor leaves for the next one. */
  private record Left(SequencedMap<String, MetricSeries> metrics, long further) {}

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
    metrics = none();
    further = 0;
  }

  /** Works with the series while nobody else does. */
  synchronized <T> T use(Supplier<T> work) {
    return work.get();
  }

  /**
   * The series of the metrics of a name, or null if there are too many metrics. Those that are
   * stale give way, but not before: with one that is still seen its total would go.
   */
  @Nullable MetricSeries of(String metric, long now) {
    MetricSeries series = metrics.get(metric);
    if (series == null && hasRoomForMetric(now)) {
      series = new MetricSeries();
      metrics.put(metric, series);
    }
    if (series != null) {
      series.seen(now);
    }
    return series;
  }

  private boolean hasRoomForMetric(long now) {
    long since = now - config.maxStale().toNanos();
    while (metrics.size() >= config.maxMetrics()) {
      MetricSeries oldest = metrics.firstEntry().getValue();
      if (!oldest.isStale(since)) {
        return false;
      }
      further -= oldest.further();
      metrics.pollFirstEntry();
    }
    return true;
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

  /** Of how many metrics there are series. */
  synchronized double metrics() {
    return metrics.size();
  }

  /** How many further ones are remembered. */
  synchronized double further() {
    return further;
  }
}
