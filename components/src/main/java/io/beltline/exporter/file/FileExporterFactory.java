package io.beltline.exporter.file;

import io.beltline.api.Exporter;
import io.beltline.api.ExporterFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.Map;

/** Makes {@code file} exporters, which write telemetry to files. */
public final class FileExporterFactory implements ExporterFactory<FileExporterConfig> {

  @Override
  public String type() {
    return "file";
  }

  @Override
  public Class<FileExporterConfig> configType() {
    return FileExporterConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(
        Signal.TRACES, Stability.ALPHA,
        Signal.METRICS, Stability.ALPHA,
        Signal.LOGS, Stability.ALPHA,
        Signal.PROFILES, Stability.DEVELOPMENT);
  }

  @Override
  public Exporter create(Settings settings, FileExporterConfig config) {
    return new FileExporter(settings, config, new LocalDisk(config.permissions()));
  }
}
