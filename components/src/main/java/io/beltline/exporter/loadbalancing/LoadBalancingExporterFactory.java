package io.beltline.exporter.loadbalancing;

import io.beltline.api.Exporter;
import io.beltline.api.ExporterFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.List;
import java.util.Map;

/** Makes {@code load_balancing} exporters, also written {@code loadbalancing}. */
public final class LoadBalancingExporterFactory
    implements ExporterFactory<LoadBalancingExporterConfig> {

  @Override
  public String type() {
    return "load_balancing";
  }

  @Override
  public List<String> aliases() {
    return List.of("loadbalancing");
  }

  @Override
  public Class<LoadBalancingExporterConfig> configType() {
    return LoadBalancingExporterConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(
        Signal.TRACES, Stability.BETA,
        Signal.LOGS, Stability.BETA,
        Signal.METRICS, Stability.ALPHA);
  }

  @Override
  public Exporter create(Settings settings, LoadBalancingExporterConfig config) {
    return new LoadBalancingExporter(settings, config, Lookup.SYSTEM);
  }
}
