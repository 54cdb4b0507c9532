package io.beltline.connector.spanmetrics;

import io.beltline.api.Clock;
import io.beltline.api.ComponentKind;
import io.beltline.api.Consumer;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Ledger;
import io.beltline.api.Settings;
import io.beltline.components.metrics.MetricSource;
import io.beltline.components.metrics.MetricsOutlet;
import io.beltline.components.metrics.Sending;
import io.beltline.connector.spanmetrics.SpanMetricsWriter.Written;
import io.beltline.model.Telemetry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates spans and sends metrics at an interval. Safe for all threads.
 *
 * <p>When the configuration is reloaded, one that is configured as before goes on with the series
 * of the one whose place it takes.
 */
final class SpanMetrics implements MetricSource {
  private static final String RULE = "span_metrics";

  private final AggregationSettings aggregation;
  private final Duration interval;
  private final SpanCounters counters;
  private volatile Counted counted;

  /** Guards what is sent, so that intervals stay in order. */
  private final Sending sending = new Sending();

  /** Whether the end did not wait for what is being sent. */
  private volatile boolean late;

  private final MetricsOutlet outlet;
  private volatile @Nullable Running running;
  private Clock.@Nullable Cancellable cancellable;
  private @Nullable SpanAggregator aggregator;

  /**
   * Nothing counted yet.
   *
   * @param config what users wrote
   * @param aggregation what it means
   * @param ledger where points are booked
   * @param kind what it is part of
   */
  SpanMetrics(
      Settings settings,
      Record config,
      AggregationSettings aggregation,
      Duration interval,
      Ledger ledger,
      ComponentKind kind) {
    String prefix = "beltline_" + kind.label() + "_span_metrics_";
    this.aggregation = aggregation;
    this.interval = interval;
    this.counters = new SpanCounters(settings.meter(), prefix);
    this.counted =
        new Counted(
            config,
            new ResourceTable(aggregation, counters::lost),
            new SpanMetricsWriter(aggregation),
            new ArrayDeque<>());
    this.outlet =
        new MetricsOutlet(
            settings.logger(), ledger, RULE, aggregation.temporality() == Temporality.DELTA);
    settings
        .meter()
        .gauge(prefix + "series", "{series}", "Series that are kept.", Map.of(), this::series);
  }

  private record Running(Host host, Consumer next) {}

  /**
   * What is counted, under the lock of itself: at a reload two may have it for a moment.
   *
   * @param config what was written where it was counted
   * @param refused deltas that are left to the one that takes the place of another
   */
  private record Counted(
      Record config,
      ResourceTable resources,
      SpanMetricsWriter writer,
      Deque<Deque<MetricsOutlet.Part>> refused) {}

  /** Begins to send metrics to a consumer. */
  @Override
  public void start(Host host, Consumer next) {
    sending.run(
        () -> {
          host.handedOver(Counted.class).ifPresent(this::goOn);
          Running now = new Running(host, next);
          running = now;
          arm(now);
        });
  }

  private void arm(Running now) {
    cancellable = now.host().clock().schedule(interval, this::tick);
  }

  private void goOn(Counted kept) {
    outlet.adopt(kept.refused());
    if (kept.config().equals(counted.config())) {
      counted = kept;
    }
  }

  private void tick() {
    sending.run(
        () -> {
          Running now = running;
          if (now != null) {
            flush(now, false);
            if (running != null) {
              arm(now);
            } else if (late) {
              outlet.end();
            }
          }
        });
  }

  /** Sends what there is for the last time, and leaves what is counted to who takes its place. */
  @Override
  public void shutdown(Deadline deadline) {
    Running ending = running;
    running = null;
    if (!sending.run(deadline, () -> end(ending))) {
      late = true;
      sending.runSoon(() -> end(ending)); // who was sending may have looked at it just before
    }
    if (ending != null) {
      ending.host().handOver(counted);
    }
  }

  private void end(@Nullable Running ending) {
    if (cancellable != null) {
      cancellable.cancel();
    }
    if (ending != null) {
      flush(ending, true);
      outlet.end();
    }
  }

  /** Adds spans. */
  @Override
  public void add(Telemetry traces) {
    Counted here = counted;
    synchronized (here) {
      Running now = running;
      if (now == null) {
        throw new IllegalStateException("it is not started");
      }
      SpanAggregator spans = aggregator;
      if (spans == null) {
        String instance = now.host().service().instanceId();
        spans =
            new SpanAggregator(
                aggregation, here.resources(), new SeriesKey(aggregation, instance), counters);
        aggregator = spans;
      }
      spans.add(traces, now.host().clock().unixNanos());
    }
  }

  private void flush(Running to, boolean last) {
    outlet.send(to.next(), take(to.host().clock().unixNanos(), last));
    if (last && to.host().hasSuccessor()) {
      outlet.leave(counted.refused());
    }
  }

  private List<MetricsOutlet.Part> take(long now, boolean last) {
    Counted here = counted;
    synchronized (here) {
      List<Written> written = here.writer().write(here.resources(), now, last);
      here.resources().tidy(now);
      return written.stream()
          .map(
              one ->
                  new MetricsOutlet.Part(
                      one.metrics(),
                      () -> each(here, one, Series::offered),
                      () -> each(here, one, Series::sent)))
          .toList();
    }
  }

  private static void each(
      Counted here, Written written, java.util.function.Consumer<Series> told) {
    synchronized (here) {
      written.first().forEach(told);
    }
  }

  private double series() {
    Counted here = counted;
    synchronized (here) {
      int[] sum = {0};
      here.resources().each(one -> sum[0] += one.size());
      return sum[0];
    }
  }
}
