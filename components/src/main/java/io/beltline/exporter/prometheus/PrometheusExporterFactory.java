package io.beltline.exporter.prometheus;

import io.beltline.api.Exporter;
import io.beltline.api.ExporterFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.Map;

/** Makes {@code prometheus} exporters. */
public final class PrometheusExporterFactory implements ExporterFactory<PrometheusExporterConfig> {

  @Override
  public String type() {
    return "prometheus";
  }

  @Override
  public Class<PrometheusExporterConfig> configType() {
    return PrometheusExporterConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.METRICS, Stability.BETA);
  }

  @Override
  public Exporter create(Settings settings, PrometheusExporterConfig config) {
    return new PrometheusExporter(settings, config);
  }
}
