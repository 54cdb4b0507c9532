package io.beltline.connector.servicegraph;

import io.beltline.api.Connector;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.model.Telemetry;

/** Makes metrics of requests between services. Spans are acknowledged once they are read. */
final class ServiceGraphConnector implements Connector {
  private final ServiceGraph graph;
  private final Consumer next;

  ServiceGraphConnector(ServiceGraph graph, Consumer next) {
    this.graph = graph;
    this.next = next;
  }

  @Override
  public void start(Host host) {
    graph.start(host, next);
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    graph.add(telemetry);
    return ConsumeResult.accepted();
  }

  @Override
  public void shutdown(Deadline deadline) {
    graph.shutdown();
  }
}
