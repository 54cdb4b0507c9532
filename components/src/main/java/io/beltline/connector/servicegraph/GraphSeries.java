package io.beltline.connector.servicegraph;

import io.beltline.components.metrics.Aggregate;
import io.beltline.components.metrics.Total;
import io.beltline.model.otlp.Attribute;
import java.util.List;
import java.util.function.Supplier;

/** The requests of one pair of services with some dimensions. One thread. */
final class GraphSeries {
  final List<Attribute> attributes;
  final Total requests = new Total();
  final Total failures = new Total();
  final Aggregate client;
  final Aggregate server;
  boolean hasFailed;

  /** When it got its last request, by the clock's monotonic time. */
  long updated;

  GraphSeries(List<Attribute> attributes, Supplier<Aggregate> histogram) {
    this.attributes = List.copyOf(attributes);
    this.client = histogram.get();
    this.server = histogram.get();
  }

  void add(Edge edge, long now) {
    requests.add(1, 1);
    if (edge.failed) {
      failures.add(1, 1);
      hasFailed = true;
    }
    client.add(edge.client.seconds, 1);
    server.add(edge.server.seconds, 1);
    updated = now;
  }
}
