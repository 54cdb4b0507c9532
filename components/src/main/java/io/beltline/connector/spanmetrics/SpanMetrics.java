package io.beltline.connector.spanmetrics;

import io.beltline.api.Clock;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Host;
import io.beltline.api.Settings;
import io.beltline.model.Metrics;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates spans and sends metrics at an interval. Safe for all threads.
 *
 * <p>Deltas that were refused for a time are kept for the next interval, ten requests at most; the
 * oldest goes first and is booked. Cumulative metrics are not kept: the next request has all.
 */
final class SpanMetrics {
  private static final int MOST_PENDING = 10;
  private static final String RULE = "span_metrics";

  private final Settings settings;
  private final AggregationSettings aggregation;
  private final Duration interval;
  private final SpanCounters counters;
  private final ResourceTable resources;
  private final SpanMetricsWriter writer;
  private final Object aggregating = new Object();

  /** Guards what is sent, so that intervals stay in order. */
  private final Object sending = new Object();

  private final Deque<Metrics> pending = new ArrayDeque<>();
  private volatile @Nullable Running running;
  private Clock.@Nullable Cancellable cancellable;
  private @Nullable SpanAggregator aggregator;

  SpanMetrics(Settings settings, AggregationSettings aggregation, Duration interval) {
    this.settings = settings;
    this.aggregation = aggregation;
    this.interval = interval;
    this.counters = new SpanCounters(settings.meter());
    this.resources = new ResourceTable(aggregation, counters::lost);
    this.writer = new SpanMetricsWriter(aggregation);
    settings
        .meter()
        .gauge(
            "beltline_connector_span_metrics_series",
            "{series}",
            "Series that are kept.",
            Map.of(),
            this::series);
  }

  private record Running(Host host, Consumer next) {}

  /** Begins to send metrics to a consumer. */
  void start(Host host, Consumer next) {
    synchronized (sending) {
      running = new Running(host, next);
      cancellable = host.clock().schedule(interval, this::tick);
    }
  }

  private void tick() {
    synchronized (sending) {
      Running now = running;
      if (now != null) {
        flush(now, false);
        cancellable = now.host().clock().schedule(interval, this::tick);
      }
    }
  }

  /** Sends what there is for the last time. */
  void shutdown() {
    synchronized (sending) {
      Running ending = running;
      running = null;
      if (cancellable != null) {
        cancellable.cancel();
      }
      if (ending != null) {
        flush(ending, true);
        while (!pending.isEmpty()) {
          drop(pending.remove(), "shutdown");
        }
      }
    }
  }

  /** Adds spans. */
  void add(Telemetry traces) {
    synchronized (aggregating) {
      Running now = running;
      if (now == null) {
        throw new IllegalStateException("it is not started");
      }
      SpanAggregator spans = aggregator;
      if (spans == null) {
        String instance = now.host().service().instanceId();
        spans =
            new SpanAggregator(
                aggregation, resources, new SeriesKey(aggregation, instance), counters);
        aggregator = spans;
      }
      spans.add(traces, now.host().clock().unixNanos());
    }
  }

  private void flush(Running to, boolean last) {
    Metrics metrics = take(to.host().clock().unixNanos(), last);
    if (metrics != null) {
      settings.ledger().created(Signal.METRICS, RULE, metrics.itemCount());
      pending.add(metrics);
      if (pending.size() > MOST_PENDING) {
        drop(pending.remove(), "too_many_refused");
      }
    }
    while (!pending.isEmpty()) {
      ConsumeResult result = to.next().consume(Context.EMPTY, pending.element());
      if (!(result instanceof ConsumeResult.Accepted)) {
        refused(result);
        return;
      }
      pending.remove();
    }
  }

  private void refused(ConsumeResult result) {
    settings.logger().atWarn().log("metrics of spans were refused: {}", result);
    boolean again = result instanceof ConsumeResult.Retryable;
    if (!again || aggregation.temporality() == Temporality.CUMULATIVE) {
      drop(pending.remove(), "refused");
    }
  }

  private void drop(Metrics metrics, String reason) {
    settings.ledger().dropped(Signal.METRICS, reason, metrics.itemCount());
  }

  private @Nullable Metrics take(long now, boolean last) {
    synchronized (aggregating) {
      Metrics metrics = writer.write(resources, now, last);
      resources.tidy(now);
      return metrics;
    }
  }

  private double series() {
    synchronized (aggregating) {
      int[] sum = {0};
      resources.each(one -> sum[0] += one.size());
      return sum[0];
    }
  }
}
