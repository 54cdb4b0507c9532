package io.beltline.ottl;

import io.beltline.model.Logs;
import io.beltline.model.Payload;
import io.beltline.model.otlp.LogsEditor;
import io.beltline.ottl.context.ContextName;
import io.beltline.ottl.context.Environment;
import io.beltline.ottl.context.LogExecution;

/** Runs statements over logs. */
final class LogWorker extends WalkingWorker<Logs, LogsEditor> {
  private static final Logs NOTHING = new Logs(Payload.empty());

  private final LogExecution execution;

  LogWorker(Transformation transformation, Environment environment, Tally tally) {
    super(transformation, tally, NOTHING);
    this.execution = new LogExecution(transformation.layout(), environment);
  }

  @Override
  LogExecution execution() {
    return execution;
  }

  @Override
  Logs logs(Pass pass, Logs logs) {
    return walk(pass, logs);
  }

  @Override
  void items(Pass pass) {
    if (!pass.reaches(ContextName.LOG)) {
      return;
    }
    LogsEditor editor = editor();
    while (editor.nextLog()) {
      if (pass.run(ContextName.LOG, execution, tally())) {
        tally().removed(execution.takeRemover(), 1);
        editor.removeLog();
      }
    }
  }

  @Override
  long rest() {
    long items = 0;
    while (editor().nextLog()) {
      items++;
    }
    return items;
  }
}
