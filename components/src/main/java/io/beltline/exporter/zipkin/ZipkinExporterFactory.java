package io.beltline.exporter.zipkin;

import io.beltline.api.Exporter;
import io.beltline.api.ExporterFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.Map;

/** Makes {@code zipkin} exporters. */
public final class ZipkinExporterFactory implements ExporterFactory<ZipkinExporterConfig> {

  @Override
  public String type() {
    return "zipkin";
  }

  @Override
  public Class<ZipkinExporterConfig> configType() {
    return ZipkinExporterConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.TRACES, Stability.BETA);
  }

  @Override
  public Exporter create(Settings settings, ZipkinExporterConfig config) {
    return new ZipkinExporter(settings, config);
  }
}
