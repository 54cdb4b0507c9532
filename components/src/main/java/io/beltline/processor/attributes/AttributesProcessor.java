package io.beltline.processor.attributes;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Processor;
import io.beltline.components.attributes.Actions;
import io.beltline.components.match.ItemMatcher;
import io.beltline.model.Logs;
import io.beltline.model.Metrics;
import io.beltline.model.Profiles;
import io.beltline.model.Telemetry;
import io.beltline.model.Traces;
import io.beltline.model.otlp.LogsEditor;
import io.beltline.model.otlp.MetricsEditor;
import io.beltline.model.otlp.TracesEditor;

/** Applies actions to the attributes of every item that matches. */
final class AttributesProcessor implements Processor {
  private final Actions actions;
  private final ItemMatcher matcher;
  private final boolean all;
  private final Consumer next;

  AttributesProcessor(Actions actions, ItemMatcher matcher, Consumer next) {
    this.actions = actions;
    this.matcher = matcher;
    this.all = matcher.passesAll();
    this.next = next;
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    Telemetry edited =
        switch (telemetry) {
          case Traces traces -> spans(context, traces);
          case Metrics metrics -> points(context, metrics);
          case Logs logs -> records(context, logs);
          case Profiles profiles -> profiles;
        };
    return next.consume(context, edited);
  }

  private Traces spans(Context context, Traces traces) {
    TracesEditor editor = new TracesEditor(traces);
    if (all) {
      actions.applyToItems(editor, context);
    }
    while (editor.next()) {
      if (matcher.passes(editor.resource(), editor.scope(), editor.span())) {
        actions.apply(editor.span().attributes(), context);
      }
    }
    return editor.finish();
  }

  private Logs records(Context context, Logs logs) {
    LogsEditor editor = new LogsEditor(logs);
    if (all) {
      actions.applyToItems(editor, context);
    }
    while (editor.next()) {
      if (matcher.passes(editor.resource(), editor.scope(), editor.log())) {
        actions.apply(editor.log().attributes(), context);
      }
    }
    return editor.finish();
  }

  private Metrics points(Context context, Metrics metrics) {
    MetricsEditor editor = new MetricsEditor(metrics);
    if (all) {
      actions.applyToItems(editor, context);
    }
    while (editor.nextResource()) {
      while (editor.nextScope()) {
        while (editor.nextMetric()) {
          if (matcher.passes(editor.resource(), editor.metric().name())) {
            while (editor.nextPoint()) {
              actions.apply(editor.attributes(), context);
            }
          }
        }
      }
    }
    return editor.finish();
  }
}
