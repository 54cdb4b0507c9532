package io.beltline.ottl.context;

import io.beltline.model.otlp.LogRecordEditor;
import io.beltline.model.otlp.LogsEditor;

/** An evaluation over logs. */
public final class LogExecution extends WalkedExecution<LogsEditor> {
  /** An evaluation of what was laid out. */
  public LogExecution(Layout layout, Environment environment) {
    super(layout, environment, new LogsEditor());
  }

  @Override
  public LogRecordEditor log() {
    return editor().log();
  }
}
