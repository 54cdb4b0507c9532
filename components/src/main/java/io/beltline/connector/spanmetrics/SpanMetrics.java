package io.beltline.connector.spanmetrics;

import io.beltline.api.Clock;
import io.beltline.api.ComponentKind;
import io.beltline.api.Consumer;
import io.beltline.api.Host;
import io.beltline.api.Ledger;
import io.beltline.api.Settings;
import io.beltline.components.metrics.MetricsOutlet;
import io.beltline.model.Metrics;
import io.beltline.model.Telemetry;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Aggregates spans and sends metrics at an interval. Safe for all threads. */
final class SpanMetrics {
  private static final String RULE = "span_metrics";

  private final AggregationSettings aggregation;
  private final Duration interval;
  private final SpanCounters counters;
  private final ResourceTable resources;
  private final SpanMetricsWriter writer;
  private final Object aggregating = new Object();

  /** Guards what is sent, so that intervals stay in order. */
  private final Object sending = new Object();

  private final MetricsOutlet outlet;
  private volatile @Nullable Running running;
  private Clock.@Nullable Cancellable cancellable;
  private @Nullable SpanAggregator aggregator;

  /**
   * Nothing counted yet.
   *
   * @param ledger where points are booked
   * @param kind what it is part of
   */
  SpanMetrics(
      Settings settings,
      AggregationSettings aggregation,
      Duration interval,
      Ledger ledger,
      ComponentKind kind) {
    String prefix = "beltline_" + kind.label() + "_span_metrics_";
    this.aggregation = aggregation;
    this.interval = interval;
    this.counters = new SpanCounters(settings.meter(), prefix);
    this.resources = new ResourceTable(aggregation, counters::lost);
    this.writer = new SpanMetricsWriter(aggregation);
    this.outlet =
        new MetricsOutlet(
            settings.logger(), ledger, RULE, aggregation.temporality() == Temporality.DELTA);
    settings
        .meter()
        .gauge(prefix + "series", "{series}", "Series that are kept.", Map.of(), this::series);
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
        outlet.end();
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
    outlet.send(to.next(), take(to.host().clock().unixNanos(), last));
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
