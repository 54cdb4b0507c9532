package io.beltline.exporter.debug;

import io.beltline.api.Exporter;
import io.beltline.api.ExporterFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.Map;

/** Makes {@code debug} exporters, which tell people what arrives. */
public final class DebugExporterFactory implements ExporterFactory<DebugExporterConfig> {
  static final Map<Signal, Stability> STABILITY =
      Map.of(
          Signal.TRACES, Stability.BETA,
          Signal.METRICS, Stability.BETA,
          Signal.LOGS, Stability.BETA,
          Signal.PROFILES, Stability.DEVELOPMENT);

  @Override
  public String type() {
    return "debug";
  }

  @Override
  public Class<DebugExporterConfig> configType() {
    return DebugExporterConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return STABILITY;
  }

  @Override
  public Exporter create(Settings settings, DebugExporterConfig config) {
    return new DebugExporter(settings, config);
  }
}
