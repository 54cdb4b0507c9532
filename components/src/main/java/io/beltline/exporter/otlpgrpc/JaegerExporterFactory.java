package io.beltline.exporter.otlpgrpc;

import io.beltline.api.Exporter;
import io.beltline.api.ExporterFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.Map;

/**
 * Makes {@code jaeger} exporters: the removed name of what posted to Jaeger's collector. Jaeger
 * takes OTLP since 1.35, on port 4317 instead of 14250.
 */
public final class JaegerExporterFactory implements ExporterFactory<OtlpGrpcExporterConfig> {
  private static final String OLD_PORT = ":14250";
  private static final String PORT = ":4317";

  @Override
  public String type() {
    return "jaeger";
  }

  @Override
  public Class<OtlpGrpcExporterConfig> configType() {
    return OtlpGrpcExporterConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.TRACES, Stability.BETA);
  }

  @Override
  public String notice() {
    return "the jaeger exporter was removed: OTLP is sent to Jaeger instead, to port 4317 where the"
        + " endpoint names 14250; write otlp_grpc";
  }

  @Override
  public Exporter create(Settings settings, OtlpGrpcExporterConfig config) {
    return new OtlpGrpcExporter(settings, config.at(endpoint(config.client().endpoint())));
  }

  /** Where Jaeger takes OTLP, from where it took its own protocol. */
  static String endpoint(String old) {
    return old.endsWith(OLD_PORT) ? old.substring(0, old.length() - OLD_PORT.length()) + PORT : old;
  }
}
