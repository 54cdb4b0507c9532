package io.beltline.service.telemetry;

import io.beltline.config.Position;
import io.beltline.config.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells what of {@code service::telemetry} is accepted but not done. */
public final class TelemetryWarnings {
  private static final String PATH = "service::telemetry::";

  private TelemetryWarnings() {}

  /** The warnings for a configuration. */
  public static List<Problem> of(TelemetryConfig config, Position position) {
    List<Problem> warnings = new ArrayList<>();
    MetricsConfig metrics = config.metrics();
    if (metrics.readers() != null && !metrics.address().isEmpty()) {
      warnings.add(
          Problem.warning(
              PATH + "metrics::address", "is not used, because there are readers", position));
    }
    for (PeriodicConfig reader : metrics.periodic()) {
      OtlpTargetConfig otlp = reader.exporter().otlp();
      if (otlp != null && !otlp.temporalityPreference().equalsIgnoreCase("cumulative")) {
        warnings.add(
            Problem.warning(
                PATH + "metrics::readers",
                "temporality_preference "
                    + otlp.temporalityPreference()
                    + " is not supported; sums and histograms are cumulative",
                position));
      }
    }
    ignored(metrics.views(), "metrics::views", "views of metrics", warnings);
    ignored(
        config.traces().processors(),
        "traces::processors",
        "traces of the collector itself are",
        warnings);
    return warnings;
  }

  private static void ignored(
      io.beltline.config.@Nullable ConfigNode node,
      String path,
      String what,
      List<Problem> warnings) {
    if (node != null && !node.isNull()) {
      String verb = what.endsWith(" are") ? "" : what.startsWith("views") ? " are" : " is";
      warnings.add(
          Problem.warning(
              PATH + path, what + verb + " not supported yet; ignored", node.position()));
    }
  }
}
