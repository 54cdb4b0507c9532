package io.beltline.processor.filter;

import io.beltline.model.Logs;
import io.beltline.model.Traces;
import io.beltline.model.otlp.InstrumentationScopeView;
import io.beltline.model.otlp.LogRecordView;
import io.beltline.model.otlp.LogsEditor;
import io.beltline.model.otlp.ResourceView;
import io.beltline.model.otlp.SpanView;
import io.beltline.model.otlp.TracesEditor;

/** Removes spans and log records by their properties. */
final class PropertySieves {
  private PropertySieves() {}

  /** Says which rule removes a span: its number, or -1 for none. */
  @FunctionalInterface
  interface SpanRule {
    int removing(ResourceView resource, InstrumentationScopeView scope, SpanView span);
  }

  /** Says which rule removes a log record: its number, or -1 for none. */
  @FunctionalInterface
  interface LogRule {
    int removing(ResourceView resource, InstrumentationScopeView scope, LogRecordView log);
  }

  static Sieve spans(SpanRule rule, FilterCounters counters) {
    return (context, telemetry) -> {
      TracesEditor editor = new TracesEditor((Traces) telemetry);
      Removals removals = new Removals();
      while (editor.next()) {
        int by = rule.removing(editor.resource(), editor.scope(), editor.span());
        if (by >= 0) {
          editor.removeSpan();
          removals.add(by, 1);
        }
      }
      Traces kept = editor.finish();
      removals.book(counters);
      return kept;
    };
  }

  static Sieve logs(LogRule rule, FilterCounters counters) {
    return (context, telemetry) -> {
      LogsEditor editor = new LogsEditor((Logs) telemetry);
      Removals removals = new Removals();
      while (editor.next()) {
        int by = rule.removing(editor.resource(), editor.scope(), editor.log());
        if (by >= 0) {
          editor.removeLog();
          removals.add(by, 1);
        }
      }
      Logs kept = editor.finish();
      removals.book(counters);
      return kept;
    };
  }
}
