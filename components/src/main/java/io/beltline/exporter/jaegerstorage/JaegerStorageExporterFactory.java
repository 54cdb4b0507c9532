package io.beltline.exporter.jaegerstorage;

import io.beltline.api.Exporter;
import io.beltline.api.ExporterFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.List;
import java.util.Map;

/** Makes {@code jaeger_storage_exporter} exporters, also written {@code jaeger_storage}. */
public final class JaegerStorageExporterFactory
    implements ExporterFactory<JaegerStorageExporterConfig> {

  @Override
  public String type() {
    return "jaeger_storage_exporter";
  }

  @Override
  public List<String> aliases() {
    return List.of("jaeger_storage");
  }

  @Override
  public Class<JaegerStorageExporterConfig> configType() {
    return JaegerStorageExporterConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.TRACES, Stability.BETA);
  }

  @Override
  public Exporter create(Settings settings, JaegerStorageExporterConfig config) {
    return new JaegerStorageExporter(settings, config);
  }
}
