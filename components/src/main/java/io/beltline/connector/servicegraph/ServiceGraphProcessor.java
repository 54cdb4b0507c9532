package io.beltline.connector.servicegraph;

import io.beltline.api.ComponentId;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Processor;
import io.beltline.components.metrics.MetricsExporter;
import io.beltline.model.Telemetry;

/** Hands spans on as they are, and makes metrics of the requests among them. */
final class ServiceGraphProcessor implements Processor {
  private final ServiceGraph graph;
  private final ComponentId exporter;
  private final Consumer next;

  ServiceGraphProcessor(ServiceGraph graph, ComponentId exporter, Consumer next) {
    this.graph = graph;
    this.exporter = exporter;
    this.next = next;
  }

  @Override
  public void start(Host host) {
    graph.start(host, MetricsExporter.of(host, exporter));
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    graph.add(telemetry);
    return next.consume(context, telemetry);
  }

  @Override
  public void shutdown(Deadline deadline) {
    graph.shutdown();
  }
}
