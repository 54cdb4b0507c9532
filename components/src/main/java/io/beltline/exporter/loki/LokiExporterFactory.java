package io.beltline.exporter.loki;

import io.beltline.api.Exporter;
import io.beltline.api.ExporterFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.Map;

/** Makes {@code loki} exporters. */
public final class LokiExporterFactory implements ExporterFactory<LokiExporterConfig> {

  @Override
  public String type() {
    return "loki";
  }

  @Override
  public Class<LokiExporterConfig> configType() {
    return LokiExporterConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.LOGS, Stability.BETA);
  }

  @Override
  public Exporter create(Settings settings, LokiExporterConfig config) {
    return new LokiExporter(settings, config);
  }
}
