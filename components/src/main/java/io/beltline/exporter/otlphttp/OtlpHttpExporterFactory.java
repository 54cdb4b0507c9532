package io.beltline.exporter.otlphttp;

import io.beltline.api.Exporter;
import io.beltline.api.ExporterFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.List;
import java.util.Map;

/** Makes {@code otlp_http} exporters, also written {@code otlphttp}. */
public final class OtlpHttpExporterFactory implements ExporterFactory<OtlpHttpExporterConfig> {

  @Override
  public String type() {
    return "otlp_http";
  }

  @Override
  public List<String> aliases() {
    return List.of("otlphttp");
  }

  @Override
  public Class<OtlpHttpExporterConfig> configType() {
    return OtlpHttpExporterConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(
        Signal.TRACES, Stability.BETA,
        Signal.METRICS, Stability.BETA,
        Signal.LOGS, Stability.BETA,
        Signal.PROFILES, Stability.DEVELOPMENT);
  }

  @Override
  public Exporter create(Settings settings, OtlpHttpExporterConfig config) {
    return new OtlpHttpExporter(settings, config);
  }
}
