package io.beltline.service.telemetry;

import io.beltline.config.ConfigNode;
import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.service.logging.LogSettings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys of {@code service::telemetry}.
 *
 * @param logs the collector's log
 * @param metrics the collector's metrics
 * @param traces the collector's traces; accepted
 * @param resource what identifies this process: {@code attributes} as a list, or names with values
 */
public record TelemetryConfig(
    @Section @Doc("The collector's log.") LogsConfig logs,
    @Section @Doc("The collector's metrics.") MetricsConfig metrics,
    @Section @Doc("The collector's traces. Accepted; the collector makes none.")
        TracesConfig traces,
    @Doc("What identifies this process: a list of attributes, or names with values.")
        @Nullable ConfigNode resource) {

  /** What the log is told, for a process that identifies itself so. */
  public LogSettings logSettings(Map<String, String> resource) {
    return logs.settings(resource);
  }
}
