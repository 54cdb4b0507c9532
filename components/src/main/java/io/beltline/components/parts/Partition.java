package io.beltline.components.parts;

import io.beltline.model.Logs;
import io.beltline.model.Metrics;
import io.beltline.model.Profiles;
import io.beltline.model.Telemetry;
import io.beltline.model.Traces;
import io.beltline.model.otlp.LogsEditor;
import io.beltline.model.otlp.MetricsEditor;
import io.beltline.model.otlp.TracesEditor;
import java.util.BitSet;

/** Cuts items out of requests, by their place among all items. */
public final class Partition {
  private Partition() {}

  /**
   * The chosen items with all around them. If these are all items, it is the telemetry itself.
   *
   * @throws IllegalArgumentException for profiles that are chosen in part
   */
  public static Telemetry of(Telemetry telemetry, BitSet chosen) {
    if (chosen.cardinality() == telemetry.itemCount()) {
      return telemetry;
    }
    int next = 0;
    return switch (telemetry) {
      case Traces traces -> {
        TracesEditor editor = new TracesEditor(traces);
        while (editor.next()) {
          if (!chosen.get(next++)) {
            editor.removeSpan();
          }
        }
        yield editor.finish();
      }
      case Metrics metrics -> {
        MetricsEditor editor = new MetricsEditor(metrics);
        while (editor.next()) {
          if (!chosen.get(next++)) {
            editor.removePoint();
          }
        }
        yield editor.finish();
      }
      case Logs logs -> {
        LogsEditor editor = new LogsEditor(logs);
        while (editor.next()) {
          if (!chosen.get(next++)) {
            editor.removeLog();
          }
        }
        yield editor.finish();
      }
      case Profiles _ -> throw new IllegalArgumentException("profiles are passed on whole");
    };
  }
}
