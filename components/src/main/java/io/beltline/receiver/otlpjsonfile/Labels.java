package io.beltline.receiver.otlpjsonfile;

import io.beltline.model.Logs;
import io.beltline.model.Metrics;
import io.beltline.model.Profiles;
import io.beltline.model.Telemetry;
import io.beltline.model.Traces;
import io.beltline.model.otlp.AttributesEditor;
import io.beltline.model.otlp.LogsEditor;
import io.beltline.model.otlp.MetricsEditor;
import io.beltline.model.otlp.TracesEditor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives attributes to log records and spans, and to metrics as their metadata. One thread. */
final class Labels {
  private final TracesEditor traces = new TracesEditor();
  private final MetricsEditor metrics = new MetricsEditor();
  private final LogsEditor logs = new LogsEditor();

  /** Telemetry with attributes; profiles stay as they are. */
  Telemetry put(Map<String, @Nullable Object> attributes, Telemetry telemetry) {
    if (attributes.isEmpty()) {
      return telemetry;
    }
    return switch (telemetry) {
      case Traces all -> {
        traces.edit(all);
        while (traces.nextResource()) {
          while (traces.nextScope()) {
            while (traces.nextSpan()) {
              put(attributes, traces.span().attributes());
            }
          }
        }
        yield traces.finish();
      }
      case Metrics all -> {
        metrics.edit(all);
        while (metrics.nextResource()) {
          while (metrics.nextScope()) {
            while (metrics.nextMetric()) {
              put(attributes, metrics.metric().metadata());
            }
          }
        }
        yield metrics.finish();
      }
      case Logs all -> {
        logs.edit(all);
        while (logs.nextResource()) {
          while (logs.nextScope()) {
            while (logs.nextLog()) {
              put(attributes, logs.log().attributes());
            }
          }
        }
        yield logs.finish();
      }
      case Profiles all -> all;
    };
  }

  private static void put(Map<String, @Nullable Object> attributes, AttributesEditor into) {
    attributes.forEach(
        (key, value) -> {
          switch (value) {
            case String text -> into.upsert(key, text);
            case Long number -> into.upsert(key, number);
            case Double number -> into.upsert(key, number);
            case Boolean flag -> into.upsert(key, flag);
            case null, default -> {} // a header's operators may make others, which have no place
          }
        });
  }
}
