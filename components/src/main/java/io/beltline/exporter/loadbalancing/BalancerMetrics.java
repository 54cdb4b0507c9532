package io.beltline.exporter.loadbalancing;

import io.beltline.api.Clock;
import io.beltline.api.Meter;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What the exporter counts. Safe for all threads. */
final class BalancerMetrics {
  private final Meter meter;
  private final String resolver;
  private final BackendMetrics backends;
  private final AtomicInteger count = new AtomicInteger();
  private final Meter.Counter rerouted;

  BalancerMetrics(Meter meter, String resolver, Clock clock) {
    this.meter = meter;
    this.resolver = resolver;
    this.backends = new BackendMetrics(meter, clock);
    this.rerouted =
        meter.counter(
            "beltline_load_balancing_rerouted_items",
            "{items}",
            "Items that waited for a backend that has gone and were given to others.",
            Map.of());
    meter.gauge(
        "otelcol_loadbalancer_num_backends",
        "{backends}",
        "Current number of backends in use.",
        Map.of("resolver", resolver),
        count::get);
  }

  /** The list was looked up. */
  void resolved(boolean success) {
    meter
        .counter(
            "otelcol_loadbalancer_num_resolutions",
            "{resolutions}",
            "Number of times the resolver has triggered new resolutions.",
            Map.of("resolver", resolver, "success", String.valueOf(success)))
        .add(1);
    backends.sweep();
  }

  /** The list has changed. */
  void changed(int size) {
    count.set(size);
    meter
        .counter(
            "otelcol_loadbalancer_num_backend_updates",
            "{updates}",
            "Number of times the list of backends was updated.",
            Map.of("resolver", resolver))
        .add(1);
  }

  /** Items found another backend. */
  void rerouted(int items) {
    rerouted.add(items);
  }

  /** What is counted of single backends. */
  BackendMetrics backends() {
    return backends;
  }
}
