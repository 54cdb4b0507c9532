package io.beltline.ottl;

import io.beltline.api.Context;
import io.beltline.model.Logs;
import io.beltline.model.Metrics;
import io.beltline.model.Payload;
import io.beltline.model.Telemetry;
import io.beltline.model.Traces;
import io.beltline.model.otlp.LogsEditor;
import io.beltline.model.otlp.MetricsEditor;
import io.beltline.model.otlp.TracesEditor;
import io.beltline.ottl.context.ContextName;
import io.beltline.ottl.context.Environment;
import io.beltline.ottl.context.Execution;
import io.beltline.ottl.context.Layout;
import io.beltline.ottl.context.LogExecution;
import io.beltline.ottl.context.MetricExecution;
import io.beltline.ottl.context.TraceExecution;
import org.jspecify.annotations.Nullable;

/**
 * Shows the records of telemetry from the outermost in, in their order, so that {@link
 * RecordConditions} can be tested on them. Used for one request after another, by one thread at a
 * time.
 */
public final class RecordWalk {
  private static final Traces NO_TRACES = new Traces(Payload.empty());
  private static final Metrics NO_METRICS = new Metrics(Payload.empty());
  private static final Logs NO_LOGS = new Logs(Payload.empty());

  private final Layout layout;
  private final Environment environment;
  private @Nullable TraceExecution traces;
  private @Nullable MetricExecution metrics;
  private @Nullable LogExecution logs;

  /** A walk with what compiled conditions need. */
  public RecordWalk(Layout layout, Environment environment) {
    this.layout = layout;
    this.environment = environment;
  }

  /** Takes records. Nothing of them may be changed. */
  @FunctionalInterface
  public interface Visitor {
    /** Takes the record of a context that the execution stands on. */
    void visit(ContextName context, Execution x);
  }

  /**
   * Shows resources, scopes, spans and span events; or resources, scopes, metrics and data points;
   * or resources, scopes and log records. Profiles are not walked.
   *
   * @throws io.beltline.model.MalformedTelemetryException if the telemetry is no OTLP
   */
  public void walk(Context context, Telemetry telemetry, Visitor visitor) {
    switch (telemetry) {
      case Traces requests -> traces(context, requests, visitor);
      case Metrics requests -> metrics(context, requests, visitor);
      case Logs requests -> logs(context, requests, visitor);
      case io.beltline.model.Profiles _ ->
          throw new IllegalArgumentException("profiles are not walked");
    }
  }

  private void traces(Context context, Traces requests, Visitor visitor) {
    if (traces == null) {
      traces = new TraceExecution(layout, environment);
    }
    TraceExecution x = traces;
    x.begin(context);
    TracesEditor editor = x.editor();
    editor.edit(requests);
    while (editor.nextResource()) {
      visitor.visit(ContextName.RESOURCE, x);
      while (editor.nextScope()) {
        visitor.visit(ContextName.SCOPE, x);
        while (editor.nextSpan()) {
          visitor.visit(ContextName.SPAN, x);
          var events = editor.span().events();
          for (int i = 0; events.next(); i++) {
            x.event(events.item(), i);
            visitor.visit(ContextName.SPAN_EVENT, x);
          }
        }
      }
    }
    x.release();
    editor.edit(NO_TRACES);
  }

  private void metrics(Context context, Metrics requests, Visitor visitor) {
    if (metrics == null) {
      metrics = new MetricExecution(layout, environment);
    }
    MetricExecution x = metrics;
    x.begin(context);
    MetricsEditor editor = x.editor();
    editor.edit(requests);
    while (editor.nextResource()) {
      visitor.visit(ContextName.RESOURCE, x);
      while (editor.nextScope()) {
        visitor.visit(ContextName.SCOPE, x);
        while (editor.nextMetric()) {
          x.whole(editor.wholeMetric());
          visitor.visit(ContextName.METRIC, x);
          x.walked();
          while (editor.nextPoint()) {
            visitor.visit(ContextName.DATA_POINT, x);
          }
        }
      }
    }
    x.release();
    editor.edit(NO_METRICS);
  }

  private void logs(Context context, Logs requests, Visitor visitor) {
    if (logs == null) {
      logs = new LogExecution(layout, environment);
    }
    LogExecution x = logs;
    x.begin(context);
    LogsEditor editor = x.editor();
    editor.edit(requests);
    while (editor.nextResource()) {
      visitor.visit(ContextName.RESOURCE, x);
      while (editor.nextScope()) {
        visitor.visit(ContextName.SCOPE, x);
        while (editor.nextLog()) {
          visitor.visit(ContextName.LOG, x);
        }
      }
    }
    x.release();
    editor.edit(NO_LOGS);
  }
}
