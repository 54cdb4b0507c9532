package io.beltline.ottl;

import io.beltline.model.Payload;
import io.beltline.model.Traces;
import io.beltline.model.otlp.EditCursor;
import io.beltline.model.otlp.SpanEventEditor;
import io.beltline.model.otlp.SpanLinkEditor;
import io.beltline.model.otlp.TracesEditor;
import io.beltline.ottl.context.ContextName;
import io.beltline.ottl.context.Environment;
import io.beltline.ottl.context.TraceExecution;

/** Runs statements over traces. */
final class TraceWorker extends WalkingWorker<Traces, TracesEditor> {
  private static final Traces NOTHING = new Traces(Payload.empty());

  private final TraceExecution execution;

  TraceWorker(Transformation transformation, Environment environment, Tally tally) {
    super(transformation, tally, NOTHING);
    this.execution = new TraceExecution(transformation.layout(), environment);
  }

  @Override
  TraceExecution execution() {
    return execution;
  }

  @Override
  Traces traces(Pass pass, Traces traces) {
    return walk(pass, traces);
  }

  @Override
  void items(Pass pass) {
    if (!pass.reaches(ContextName.SPAN)) {
      return;
    }
    while (editor().nextSpan()) {
      span(pass);
    }
  }

  @Override
  long rest() {
    long items = 0;
    while (editor().nextSpan()) {
      items++;
    }
    return items;
  }

  private void span(Pass pass) {
    if (pass.run(ContextName.SPAN, execution, tally())) {
      tally().removed(execution.takeRemover(), 1);
      editor().removeSpan();
      return;
    }
    if (pass.has(ContextName.SPAN_EVENT)) {
      EditCursor<SpanEventEditor> events = editor().span().events();
      for (int i = 0; events.next(); i++) {
        execution.event(events.item(), i);
        if (pass.run(ContextName.SPAN_EVENT, execution, tally())) {
          execution.takeRemover();
          events.remove();
        }
      }
    }
    if (pass.has(ContextName.SPAN_LINK)) {
      EditCursor<SpanLinkEditor> links = editor().span().links();
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
