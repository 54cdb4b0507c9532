package io.beltline.benchmarks.model;

import io.beltline.model.Logs;
import io.beltline.model.Mergeable;
import io.beltline.model.Metrics;
import io.beltline.model.Telemetry;
import io.beltline.model.Traces;
import io.beltline.model.otlp.Attribute;
import io.beltline.model.otlp.AttributeEdits;
import io.beltline.model.otlp.LogsEditor;
import io.beltline.model.otlp.MetricsEditor;
import io.beltline.model.otlp.TelemetryEditor;
import io.beltline.model.otlp.TracesEditor;

/**
 * Sets one attribute of every item, as the attributes processor does. The editors are reused: for
 * one thread at a time.
 */
public final class AttributeEdit {
  /** What {@link #insert} adds; no item has it before. */
  public static final Attribute NEW = Attribute.of("deployment.region", "eu-west-1");

  private static final AttributeEdits INSERT = AttributeEdits.builder().insert(NEW).build();
  private static final AttributeEdits STATUS =
      upsert(Attribute.of("http.response.status_code", 418));
  private static final AttributeEdits METHOD =
      upsert(Attribute.of("http.request.method", "OPTIONS"));

  private final TracesEditor traces = new TracesEditor();
  private final LogsEditor logs = new LogsEditor();
  private final MetricsEditor metrics = new MetricsEditor();

  /** An edit of nothing yet. */
  public AttributeEdit() {}

  private static AttributeEdits upsert(Attribute attribute) {
    return AttributeEdits.builder().upsert(attribute).build();
  }

  /** Adds an attribute that no item has, if it has none: each key is looked at. */
  public Mergeable insert(Mergeable telemetry) {
    return edit(telemetry, INSERT);
  }

  /** Gives an attribute that every item has another value, of another length for metrics. */
  public Mergeable upsert(Mergeable telemetry) {
    return edit(telemetry, telemetry instanceof Metrics ? METHOD : STATUS);
  }

  private Mergeable edit(Mergeable telemetry, AttributeEdits edits) {
    return switch (telemetry) {
      case Traces some -> edited(traces, some, edits);
      case Logs some -> edited(logs, some, edits);
      case Metrics some -> edited(metrics, some, edits);
    };
  }

  private static <T extends Telemetry> T edited(
      TelemetryEditor<T> editor, T some, AttributeEdits edits) {
    editor.edit(some);
    editor.editItems(edits);
    return editor.finish();
  }

  /**
   * Adds what {@link #insert} adds with an editor for each item, as steps do that need a record.
   */
  public Mergeable insertEach(Mergeable telemetry) {
    return switch (telemetry) {
      case Traces some -> each(traces, some);
      case Logs some -> each(logs, some);
      case Metrics some -> each(metrics, some);
    };
  }

  private static <T extends Telemetry> T each(TelemetryEditor<T> editor, T some) {
    editor.edit(some);
    while (editor.next()) {
      editor.itemAttributes().insert(NEW);
    }
    return editor.finish();
  }
}
