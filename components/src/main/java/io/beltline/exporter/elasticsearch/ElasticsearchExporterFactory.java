package io.beltline.exporter.elasticsearch;

import io.beltline.api.Exporter;
import io.beltline.api.ExporterFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.Map;

/** Makes {@code elasticsearch} exporters. */
public final class ElasticsearchExporterFactory
    implements ExporterFactory<ElasticsearchExporterConfig> {

  @Override
  public String type() {
    return "elasticsearch";
  }

  @Override
  public Class<ElasticsearchExporterConfig> configType() {
    return ElasticsearchExporterConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(
        Signal.TRACES, Stability.BETA,
        Signal.METRICS, Stability.DEVELOPMENT,
        Signal.LOGS, Stability.BETA);
  }

  @Override
  public Exporter create(Settings settings, ElasticsearchExporterConfig config) {
    return new ElasticsearchExporter(settings, config);
  }
}
