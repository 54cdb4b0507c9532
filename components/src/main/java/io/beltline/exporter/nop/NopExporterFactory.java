package io.beltline.exporter.nop;

import io.beltline.api.ExportResult;
import io.beltline.api.Exporter;
import io.beltline.api.ExporterFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.Map;

/** Makes {@code nop} exporters, which take everything and send nothing. */
public final class NopExporterFactory implements ExporterFactory<NopExporterFactory.Config> {

  /** What users write under {@code nop}: nothing. */
  public record Config() {}

  @Override
  public String type() {
    return "nop";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(
        Signal.TRACES, Stability.BETA,
        Signal.METRICS, Stability.BETA,
        Signal.LOGS, Stability.BETA,
        Signal.PROFILES, Stability.BETA);
  }

  @Override
  public Exporter create(Settings settings, Config config) {
    return request -> ExportResult.delivered();
  }
}
