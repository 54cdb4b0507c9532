package io.beltline.connector.servicegraph;

import io.beltline.api.ComponentException;
import io.beltline.api.ComponentId;
import io.beltline.api.Consumer;
import io.beltline.api.Processor;
import io.beltline.api.ProcessorFactory;
import io.beltline.api.Settings;
import io.beltline.components.metrics.MetricSourceProcessor;
import io.beltline.components.metrics.SideLedger;
import io.beltline.model.Signal;
import java.util.List;
import java.util.Map;

/** Makes {@code servicegraph} processors: the removed form of the connector. */
public final class ServiceGraphProcessorFactory
    implements ProcessorFactory<ServiceGraphProcessorConfig> {

  @Override
  public String type() {
    return "servicegraph";
  }

  @Override
  public List<String> aliases() {
    return List.of("service_graph");
  }

  @Override
  public Class<ServiceGraphProcessorConfig> configType() {
    return ServiceGraphProcessorConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.TRACES, Stability.ALPHA);
  }

  @Override
  public String notice() {
    return "the servicegraph processor was replaced by the service_graph connector; it still works"
        + " here";
  }

  @Override
  public Processor create(
      Settings settings, ServiceGraphProcessorConfig config, Signal signal, Consumer next) {
    ComponentId exporter = config.metricsExporter();
    if (exporter == null) {
      throw new ComponentException("metrics_exporter: must be specified");
    }
    ServiceGraph graph =
        new ServiceGraph(settings, config.graph(), new SideLedger(settings.meter()), kind());
    return new MetricSourceProcessor(graph, exporter, next);
  }
}
