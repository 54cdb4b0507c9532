package io.beltline.ottl;

import io.beltline.model.Payload;
import io.beltline.model.Traces;
import io.beltline.model.otlp.EditCursor;
import io.beltline.model.otlp.SpanEventEditor;
import io.beltline.model.otlp.SpanLinkEditor;
import io.beltline.model.otlp.TracesEditor;
import io.beltline.ottl.context.ContextName;
import io.beltline.ottl.context.Environment;
import io.beltline.ottl.context.Execution;
import io.beltline.ottl.context.TraceExecution;

/** Runs statements over traces. */
final class TraceWorker extends TransformationRunner.Worker {
  private static final Traces NOTHING = new Traces(Payload.empty());

  private final TraceExecution execution;

  TraceWorker(Transformation transformation, Environment environment, Tally tally) {
    super(transformation, tally);
    this.execution = new TraceExecution(transformation.layout(), environment);
  }

  @Override
  Execution execution() {
    return execution;
  }

  @Override
  void release() {
    super.release();
    execution.editor().edit(NOTHING);
  }

  @Override
  Traces traces(Pass pass, Traces traces) {
    boolean scopes = pass.reaches(ContextName.SCOPE);
    boolean spans = pass.reaches(ContextName.SPAN);
    TracesEditor editor = execution.editor();
    editor.edit(traces);
    while (editor.nextResource()) {
      if (pass.run(ContextName.RESOURCE, execution, tally())) {
        removeResource();
        continue;
      }
      while (scopes && editor.nextScope()) {
        if (pass.run(ContextName.SCOPE, execution, tally())) {
          tally().removed(execution.takeRemover(), rest());
          editor.removeScope();
          continue;
        }
        while (spans && editor.nextSpan()) {
          span(pass);
        }
      }
    }
    return editor.finish();
  }

  private void removeResource() {
    TracesEditor editor = execution.editor();
    long items = 0;
    while (editor.nextScope()) {
      items += rest();
    }
    tally().removed(execution.takeRemover(), items);
    editor.removeResource();
  }

  /** The spans of the scope that were not visited yet. */
  private long rest() {
    long items = 0;
    while (execution.editor().nextSpan()) {
      items++;
    }
    return items;
  }

  private void span(Pass pass) {
    if (pass.run(ContextName.SPAN, execution, tally())) {
      tally().removed(execution.takeRemover(), 1);
      execution.editor().removeSpan();
      return;
    }
    if (pass.has(ContextName.SPAN_EVENT)) {
      EditCursor<SpanEventEditor> events = execution.editor().span().events();
      for (int i = 0; events.next(); i++) {
        execution.event(events.item(), i);
        if (pass.run(ContextName.SPAN_EVENT, execution, tally())) {
          execution.takeRemover();
          events.remove();
        }
      }
    }
    if (pass.has(ContextName.SPAN_LINK)) {
      EditCursor<SpanLinkEditor> links = execution.editor().span().links();
      while (links.next()) {
        execution.link(links.item());
        if (pass.run(ContextName.SPAN_LINK, execution, tally())) {
          execution.takeRemover();
          links.remove();
        }
      }
    }
  }
}
