package io.beltline.exporter.otlpgrpc;

import io.beltline.api.Exporter;
import io.beltline.api.ExporterFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.List;
import java.util.Map;

/** Makes {@code otlp_grpc} exporters, also written {@code otlp}. */
public final class OtlpGrpcExporterFactory implements ExporterFactory<OtlpGrpcExporterConfig> {

  @Override
  public String type() {
    return "otlp_grpc";
  }

  @Override
  public List<String> aliases() {
    return List.of("otlp");
  }

  @Override
  public Class<OtlpGrpcExporterConfig> configType() {
    return OtlpGrpcExporterConfig.class;
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
  public Exporter create(Settings settings, OtlpGrpcExporterConfig config) {
    return new OtlpGrpcExporter(settings, config);
  }
}
