package io.beltline.exporter.opensearch;

import io.beltline.api.Exporter;
import io.beltline.api.ExporterFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.Map;

/** Makes {@code opensearch} exporters. */
public final class OpenSearchExporterFactory implements ExporterFactory<OpenSearchExporterConfig> {

  @Override
  public String type() {
    return "opensearch";
  }

  @Override
  public Class<OpenSearchExporterConfig> configType() {
    return OpenSearchExporterConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.TRACES, Stability.BETA, Signal.LOGS, Stability.BETA);
  }

  @Override
  public Exporter create(Settings settings, OpenSearchExporterConfig config) {
    return new OpenSearchExporter(settings, config);
  }
}
