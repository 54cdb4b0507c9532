package io.beltline.ottl;

import io.beltline.model.Logs;
import io.beltline.model.Payload;
import io.beltline.model.otlp.LogsEditor;
import io.beltline.ottl.context.ContextName;
import io.beltline.ottl.context.Environment;
import io.beltline.ottl.context.Execution;
import io.beltline.ottl.context.LogExecution;

/** Runs statements over logs. */
final class LogWorker extends TransformationRunner.Worker {
  private static final Logs NOTHING = new Logs(Payload.empty());

  private final LogExecution execution;

  LogWorker(Transformation transformation, Environment environment, Tally tally) {
    super(transformation, tally);
    this.execution = new LogExecution(transformation.layout(), environment);
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
  Logs logs(Pass pass, Logs logs) {
    boolean scopes = pass.reaches(ContextName.SCOPE);
    boolean records = pass.reaches(ContextName.LOG);
    LogsEditor editor = execution.editor();
    editor.edit(logs);
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
        while (records && editor.nextLog()) {
          if (pass.run(ContextName.LOG, execution, tally())) {
            tally().removed(execution.takeRemover(), 1);
            editor.removeLog();
          }
        }
      }
    }
    return editor.finish();
  }

  private void removeResource() {
    LogsEditor editor = execution.editor();
    long items = 0;
    while (editor.nextScope()) {
      items += rest();
    }
    tally().removed(execution.takeRemover(), items);
    editor.removeResource();
  }

  /** The log records of the scope that were not visited yet. */
  private long rest() {
    long items = 0;
    while (execution.editor().nextLog()) {
      items++;
    }
    return items;
  }
}
