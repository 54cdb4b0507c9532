package io.beltline.processor.resource;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Processor;
import io.beltline.components.attributes.Actions;
import io.beltline.model.Logs;
import io.beltline.model.Metrics;
import io.beltline.model.Profiles;
import io.beltline.model.Telemetry;
import io.beltline.model.Traces;
import io.beltline.model.otlp.LogsEditor;
import io.beltline.model.otlp.MetricsEditor;
import io.beltline.model.otlp.TracesEditor;

/**
 * Applies actions to the attributes of every resource; what is below a resource is copied unread.
 */
final class ResourceProcessor implements Processor {
  private final Actions actions;
  private final Consumer next;

  ResourceProcessor(Actions actions, Consumer next) {
    this.actions = actions;
    this.next = next;
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    Telemetry edited =
        switch (telemetry) {
          case Traces traces -> {
            TracesEditor editor = new TracesEditor(traces);
            while (editor.nextResource()) {
              actions.apply(editor.resource().attributes(), context);
            }
            yield editor.finish();
          }
          case Metrics metrics -> {
            MetricsEditor editor = new MetricsEditor(metrics);
            while (editor.nextResource()) {
              actions.apply(editor.resource().attributes(), context);
            }
            yield editor.finish();
          }
          case Logs logs -> {
            LogsEditor editor = new LogsEditor(logs);
            while (editor.nextResource()) {
              actions.apply(editor.resource().attributes(), context);
            }
            yield editor.finish();
          }
          case Profiles profiles -> profiles;
        };
    return next.consume(context, edited);
  }
}
