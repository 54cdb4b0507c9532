package io.beltline.exporter.loadbalancing;

import io.beltline.api.Meter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What the exporter counts. Safe for all threads. */
final class BalancerMetrics {
  private static final double[] MILLISECONDS = {5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000};

  private final Meter meter;
  private final String resolver;
  private final AtomicInteger backends = new AtomicInteger();
  private final Map<String, OfBackend> instruments = new ConcurrentHashMap<>();
  private final Meter.Counter rerouted;

  /** What is counted of one backend. */
  record OfBackend(
      Meter.Histogram latency,
      Meter.Counter successes,
      Meter.Counter failures,
      Meter.Counter givenUp) {}

  BalancerMetrics(Meter meter, String resolver) {
    this.meter = meter;
    this.resolver = resolver;
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
        backends::get);
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
  }

  /** The list has changed. */
  void changed(int count) {
    backends.set(count);
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

  /** The instruments of a backend; beyond a thousand different ones they share one label. */
  OfBackend of(String address) {
    boolean usual = instruments.size() < Endpoints.MOST || instruments.containsKey(address);
    return instruments.computeIfAbsent(usual ? address : "other", this::make);
  }

  private OfBackend make(String endpoint) {
    Map<String, String> label = Map.of("endpoint", endpoint);
    return new OfBackend(
        meter.histogram(
            "otelcol_loadbalancer_backend_latency",
            "ms",
            "Response latency in ms for the backends.",
            label,
            MILLISECONDS),
        outcome(endpoint, true),
        outcome(endpoint, false),
        meter.counter(
            "beltline_load_balancing_given_up_items",
            "{items}",
            "Items that found the queue of their backend full.",
            label));
  }

  private Meter.Counter outcome(String endpoint, boolean success) {
    return meter.counter(
        "otelcol_loadbalancer_backend_outcome",
        "{outcomes}",
        "Number of successes and failures for each endpoint.",
        Map.of("endpoint", endpoint, "success", String.valueOf(success)));
  }
}
