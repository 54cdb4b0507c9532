package io.beltline.connector.servicegraph;

import io.beltline.api.Connector;
import io.beltline.api.ConnectorFactory;
import io.beltline.api.ConnectorOutputs;
import io.beltline.api.Settings;
import io.beltline.components.metrics.MetricSourceConnector;
import io.beltline.model.Signal;
import java.util.List;
import java.util.Set;

/** Makes {@code service_graph} connectors, which count requests between services. */
public final class ServiceGraphConnectorFactory implements ConnectorFactory<ServiceGraphConfig> {

  @Override
  public String type() {
    return "service_graph";
  }

  @Override
  public List<String> aliases() {
    return List.of("servicegraph");
  }

  @Override
  public Class<ServiceGraphConfig> configType() {
    return ServiceGraphConfig.class;
  }

  @Override
  public Set<Conversion> conversions() {
    return Set.of(new Conversion(Signal.TRACES, Signal.METRICS));
  }

  @Override
  public Connector create(Settings settings, ServiceGraphConfig config, ConnectorOutputs outputs) {
    ServiceGraph graph = new ServiceGraph(settings, config.graph(), settings.ledger(), kind());
    return new MetricSourceConnector(graph, outputs.all(Signal.METRICS));
  }
}
