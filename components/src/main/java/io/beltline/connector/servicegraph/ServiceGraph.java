package io.beltline.connector.servicegraph;

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

/** Counts requests between services and sends metrics at an interval. Safe for all threads. */
final class ServiceGraph {
  /** How long a series lives without a request. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private final GraphSettings.Times times;
  private final EdgeStore store;
  private final GraphTable table;
  private final EdgeFinder finder;
  private final MetricsOutlet outlet;

  /** Guards what is counted. */
  private final Object counting = new Object();

  /** Guards what is sent, so that points stay in order. */
  private final Object sending = new Object();

  private volatile @Nullable Running running;
  private Clock.@Nullable Cancellable flushing;
  private Clock.@Nullable Cancellable expiring;
  private long cleaned;

  /**
   * A graph without a request.
   *
   * @param ledger where points are booked
   * @param kind what it is part of
   */
  ServiceGraph(Settings settings, GraphSettings graph, Ledger ledger, ComponentKind kind) {
    this.times = graph.times();
    this.store = new EdgeStore(graph.waiting());
    GraphCounters counters = new GraphCounters(settings.meter(), kind);
    this.table = new GraphTable(graph, counters);
    this.finder = new EdgeFinder(graph, store, table, counters);
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

  /**
   * What it runs with.
   *
   * @param since when it began to count, in nanoseconds since 1970
   */
  private record Running(Clock clock, Consumer next, long since) {}

  /** Begins to send metrics to a consumer. */
  void start(Host host, Consumer next) {
    synchronized (sending) {
      Clock clock = host.clock();
      cleaned = clock.nanoTime();
      running = new Running(clock, next, clock.unixNanos());
      if (times.flush().isPositive()) {
        flushing = clock.schedule(times.flush(), this::tick);
      }
    }
  }

  private void tick() {
    synchronized (sending) {
      Running now = running;
      if (now != null) {
        flush(now);
        flushing = now.clock().schedule(times.flush(), this::tick);
      }
    }
  }

  /** Adds spans. */
  void add(Telemetry traces) {
    Running now = running;
    if (now == null) {
      throw new IllegalStateException("it is not started");
    }
    synchronized (counting) {
      finder.add(traces, now.clock().nanoTime());
      watch(now);
    }
    if (!times.flush().isPositive()) {
      synchronized (sending) {
        flush(now);
      }
    }
  }

  /** Looks for spans whose time is over as long as any waits. */
  private void watch(Running now) {
    if (expiring == null && store.size() > 0) {
      expiring = now.clock().schedule(times.expiration(), this::expire);
    }
  }

  private void expire() {
    synchronized (counting) {
      expiring = null;
      Running now = running;
      if (now != null) {
        finder.expire(now.clock().nanoTime());
        watch(now);
      }
    }
  }

  /** Sends what there is for the last time. What still waits for its other side is forgotten. */
  void shutdown() {
    synchronized (sending) {
      Running ending = running;
      running = null;
      if (flushing != null) {
        flushing.cancel();
      }
      synchronized (counting) {
        if (expiring != null) {
          expiring.cancel();
        }
      }
      if (ending != null) {
        flush(ending);
        outlet.end();
      }
    }
  }

  private void flush(Running to) {
    outlet.send(to.next(), take(to));
  }

  private @Nullable Metrics take(Running now) {
    synchronized (counting) {
      long monotonic = now.clock().nanoTime();
      if (monotonic - cleaned >= times.cleaning().toNanos()) {
        cleaned = monotonic;
        table.tidy(monotonic, PATIENCE.toNanos());
      }
      long time = now.clock().unixNanos() - times.offset().toNanos();
      return GraphWriter.write(table.all(), now.since(), time);
    }
  }

  private double series() {
    synchronized (counting) {
      return table.size();
    }
  }

  private double waiting() {
    synchronized (counting) {
      return store.size();
    }
  }
}
