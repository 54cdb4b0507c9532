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
      pass.run(ContextName.RESOURCE, execution, tally());
      while (scopes && editor.nextScope()) {
        pass.run(ContextName.SCOPE, execution, tally());
        while (spans && editor.nextSpan()) {
          span(pass);
        }
      }
    }
    return editor.finish();
  }

  private void span(Pass pass) {
    pass.run(ContextName.SPAN, execution, tally());
    if (pass.has(ContextName.SPAN_EVENT)) {
      EditCursor<SpanEventEditor> events = execution.editor().span().events();
      for (int i = 0; events.next(); i++) {
        execution.event(events.item(), i);
        pass.run(ContextName.SPAN_EVENT, execution, tally());
      }
    }
    if (pass.has(ContextName.SPAN_LINK)) {
      EditCursor<SpanLinkEditor> links = execution.editor().span().links();
      while (links.next()) {
        execution.link(links.item());
        pass.run(ContextName.SPAN_LINK, execution, tally());
      }
    }
  }
}
