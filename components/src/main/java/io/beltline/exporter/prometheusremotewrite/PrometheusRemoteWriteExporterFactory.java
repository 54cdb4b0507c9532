package io.beltline.exporter.prometheusremotewrite;

import io.beltline.api.Exporter;
import io.beltline.api.ExporterFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.List;
import java.util.Map;

/** Makes {@code prometheus_remote_write} exporters, also written {@code prometheusremotewrite}. */
public final class PrometheusRemoteWriteExporterFactory
    implements ExporterFactory<PrometheusRemoteWriteExporterConfig> {

  @Override
  public String type() {
    return "prometheus_remote_write";
  }

  @Override
  public List<String> aliases() {
    return List.of("prometheusremotewrite");
  }

  @Override
  public Class<PrometheusRemoteWriteExporterConfig> configType() {
    return PrometheusRemoteWriteExporterConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.METRICS, Stability.BETA);
  }

  @Override
  public Exporter create(Settings settings, PrometheusRemoteWriteExporterConfig config) {
    return new PrometheusRemoteWriteExporter(settings, config);
  }
}
