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
    List<MetricsConfig.ReaderConfig> readers = metrics.readers();
    if (readers != null) {
      for (int i = 0; i < readers.size(); i++) {
        var periodic = readers.get(i).periodic();
        if (periodic != null && !periodic.isNull()) {
          warnings.add(
              Problem.warning(
                  PATH + "metrics::readers::" + i + "::periodic",
                  "sending the collector's own metrics is not supported yet; they can be read from"
                      + " a Prometheus page (pull)",
                  periodic.position()));
        }
      }
      if (!metrics.address().isEmpty()) {
        warnings.add(
            Problem.warning(
                PATH + "metrics::address", "is not used, because there are readers", position));
      }
    }
    ignored(metrics.views(), "metrics::views", "views of metrics", warnings);
    ignored(config.logs().processors(), "logs::processors", "sending the log", warnings);
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
