package io.beltline.exporter.loadbalancing;

import io.beltline.api.Clock;
import io.beltline.api.Meter;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What is counted of each backend. There are as many places as backends. One that has gone keeps
 * its place for a while, so that its last values are seen, but not if another needs it; while all
 * places are those of backends that are there, further ones share one. Safe for all threads.
 */
final class BackendMetrics {
  /** So long the values of a backend that has gone are still shown. */
  static final Duration SEEN = Duration.ofMinutes(5);

  /** What those are called that find no place. */
  static final String OTHER = "other";

  private static final String ENDPOINT = "endpoint";
  private static final double[] MILLISECONDS = {5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000};

  private final Meter meter;
  private final Clock clock;
  private final Map<String, Place> places = new HashMap<>();

  /** Those nobody is in, and since when; the first is longest empty. */
  private final SequencedMap<String, Long> left = new LinkedHashMap<>();

  BackendMetrics(Meter meter, Clock clock) {
    this.meter = meter;
    this.clock = clock;
  }

  /**
   * What is counted of one backend.
   *
   * @param endpoint the label: its address, or that of several
   */
  record OfBackend(
      String endpoint,
      Meter.Histogram latency,
      Meter.Counter successes,
      Meter.Counter failures,
      Meter.Counter givenUp) {}

  private static final class Place {
    private final OfBackend instruments;
    private int members;

    Place(OfBackend instruments) {
      this.instruments = instruments;
    }
  }

  /** A backend has come; {@link #leave} follows. */
  synchronized OfBackend enter(String address) {
    String endpoint = places.containsKey(address) || makeRoom() ? address : OTHER;
    left.remove(endpoint);
    Place place = places.computeIfAbsent(endpoint, name -> new Place(make(name)));
    place.members++;
    return place.instruments;
  }

  /** It has gone. Another of its address may be there already, or come. */
  synchronized void leave(OfBackend backend) {
    Place place = places.get(backend.endpoint());
    if (place != null && --place.members == 0) {
      left.putLast(backend.endpoint(), clock.nanoTime());
    }
  }

  /** Forgets those that have been gone for long enough. */
  synchronized void sweep() {
    long now = clock.nanoTime();
    while (!left.isEmpty() && now - left.firstEntry().getValue() >= SEEN.toNanos()) {
      forgetFirst();
    }
  }

  /**
   * Forgets those that have gone while there is no place for another; false if that is not enough.
   */
  private boolean makeRoom() {
    while (isFull() && !left.isEmpty()) {
      forgetFirst();
    }
    return !isFull();
  }

  private boolean isFull() {
    return places.size() >= Endpoints.MOST + (places.containsKey(OTHER) ? 1 : 0);
  }

  private void forgetFirst() {
    String endpoint = left.pollFirstEntry().getKey();
    places.remove(endpoint);
    meter.forget(Map.of(ENDPOINT, endpoint));
  }

  private OfBackend make(String endpoint) {
    Map<String, String> label = Map.of(ENDPOINT, endpoint);
    return new OfBackend(
        endpoint,
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
        Map.of(ENDPOINT, endpoint, "success", String.valueOf(success)));
  }
}
