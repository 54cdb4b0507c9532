package io.beltline.connector.servicegraph;

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
import io.beltline.model.Telemetry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts requests between services and sends metrics at an interval. Safe for all threads.
 *
 * <p>When the configuration is reloaded, one that is configured as before goes on with the series
 * and the waiting spans of the one whose place it takes.
 */
final class ServiceGraph implements MetricSource {
  /** How long a series lives without a request. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private final GraphSettings.Times times;
  private final GraphConfig config;
  private final MetricsOutlet outlet;
  private volatile Counted counted;

  /** Guards what is sent, so that points stay in order. */
  private final Sending sending = new Sending();

  private volatile @Nullable Running running;
  private Clock.@Nullable Cancellable flushing;
  private Clock.@Nullable Cancellable expiring;
  private long cleaned;

  /**
   * A graph without a request.
   *
   * @param config what users wrote
   * @param ledger where points are booked
   * @param kind what it is part of
   */
  ServiceGraph(Settings settings, GraphConfig config, Ledger ledger, ComponentKind kind) {
    GraphSettings graph = GraphSettings.of(config);
    this.config = config;
    this.times = graph.times();
    EdgeStore store = new EdgeStore(graph.waiting());
    GraphCounters counters = new GraphCounters(settings.meter(), kind);
    GraphTable table = new GraphTable(graph, counters);
    EdgeFinder finder = new EdgeFinder(graph, store, table, counters);
    this.counted = new Counted(config, store, table, finder, 0);
    this.outlet = new MetricsOutlet(settings.logger(), ledger, "service_graph", false);
    String prefix = "beltline_" + kind.label() + "_service_graph_";
    settings
        .meter()
        .gauge(prefix + "series", "{series}", "Series that are kept.", Map.of(), this::series);
    settings
        .meter()
        .gauge(
            prefix + "waiting_edges",
            "{request}",
            "Requests of which one side is known.",
            Map.of(),
            this::waiting);
  }

  private record Running(Host host, Consumer next) {
    Clock clock() {
      return host.clock();
    }
  }

  /**
   * What is counted, under the lock of itself: at a reload two may have it for a moment.
   *
   * @param config what was written where it was counted
   * @param since when that began, in nanoseconds since 1970
   */
  private record Counted(
      GraphConfig config, EdgeStore store, GraphTable table, EdgeFinder finder, long since) {

    Counted from(long time) {
      return new Counted(config, store, table, finder, time);
    }
  }

  /** Begins to send metrics to a consumer. */
  @Override
  public void start(Host host, Consumer next) {
    Running now = new Running(host, next);
    sending.run(
        () -> {
          Clock clock = host.clock();
          cleaned = clock.nanoTime();
          counted =
              host.handedOver(Counted.class)
                  .filter(kept -> kept.config().equals(config))
                  .orElseGet(() -> counted.from(clock.unixNanos()));
          running = now;
          Counted here = counted;
          synchronized (here) {
            watch(now);
          }
          if (times.flush().isPositive()) {
            arm(now);
          }
        });
  }

  private void arm(Running now) {
    flushing = now.clock().schedule(times.flush(), this::tick);
  }

  private void tick() {
    sending.run(
        () -> {
          Running now = running;
          if (now != null) {
            flush(now);
            if (running != null) {
              arm(now);
            }
          }
        });
  }

  /** Adds spans. */
  @Override
  public void add(Telemetry traces) {
    Running now = running;
    if (now == null) {
      throw new IllegalStateException("it is not started");
    }
    Counted here = counted;
    synchronized (here) {
      here.finder().add(traces, now.clock().nanoTime());
      watch(now);
    }
    if (!times.flush().isPositive()) {
      sending.run(() -> flush(now));
    }
  }

  /** Looks for spans whose time is over as long as any waits. */
  private void watch(Running now) {
    if (expiring == null && counted.store().size() > 0) {
      expiring = now.clock().schedule(times.expiration(), this::expire);
    }
  }

  private void expire() {
    Counted here = counted;
    synchronized (here) {
      expiring = null;
      Running now = running;
      if (now != null) {
        here.finder().expire(now.clock().nanoTime());
        watch(now);
      }
    }
  }

  /** Sends what there is for the last time. What still waits is left to who takes its place. */
  @Override
  public void shutdown(Deadline deadline) {
    Running ending = running;
    running = null;
    Counted here = counted;
    synchronized (here) {
      if (expiring != null) {
        expiring.cancel();
      }
    }
    sending.run(
        deadline,
        () -> {
          if (flushing != null) {
            flushing.cancel();
          }
          if (ending != null) {
            flush(ending);
            outlet.end();
          }
        });
    if (ending != null) {
      ending.host().handOver(here);
    }
  }

  private void flush(Running to) {
    outlet.send(to.next(), take(to));
  }

  private List<MetricsOutlet.Part> take(Running now) {
    Counted here = counted;
    synchronized (here) {
      long monotonic = now.clock().nanoTime();
      if (monotonic - cleaned >= times.cleaning().toNanos()) {
        cleaned = monotonic;
        here.table().tidy(monotonic, PATIENCE.toNanos());
      }
      long time = now.clock().unixNanos() - times.offset().toNanos();
      return GraphWriter.write(here.table().all(), here.since(), time).stream()
          .map(MetricsOutlet.Part::of)
          .toList();
    }
  }

  private double series() {
    Counted here = counted;
    synchronized (here) {
      return here.table().size();
    }
  }

  private double waiting() {
    Counted here = counted;
    synchronized (here) {
      return here.store().size();
    }
  }
}
