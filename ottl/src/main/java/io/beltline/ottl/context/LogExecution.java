package io.beltline.ottl.context;

import io.beltline.model.otlp.InstrumentationScopeEditor;
import io.beltline.model.otlp.LogRecordEditor;
import io.beltline.model.otlp.LogsEditor;
import io.beltline.model.otlp.ResourceEditor;

/** An evaluation over logs. */
public final class LogExecution extends Execution {
  private final LogsEditor editor = new LogsEditor();

  /** An evaluation of what was laid out. */
  public LogExecution(Layout layout, Environment environment) {
    super(layout, environment);
  }

  /** Walks the telemetry. */
  public LogsEditor editor() {
    return editor;
  }

  @Override
  public ResourceEditor resource() {
    return editor.resource();
  }

  @Override
  public String resourceSchemaUrl() {
    return editor.resourceSchemaUrl();
  }

  @Override
  public void resourceSchemaUrl(String url) {
    editor.resourceSchemaUrl(url);
  }

  @Override
  public InstrumentationScopeEditor scope() {
    return editor.scope();
  }

  @Override
  public String scopeSchemaUrl() {
    return editor.scopeSchemaUrl();
  }

  @Override
  public void scopeSchemaUrl(String url) {
    editor.scopeSchemaUrl(url);
  }

  @Override
  public LogRecordEditor log() {
    return editor.log();
  }
}
