package io.beltline.model.otlp;

import io.beltline.model.Logs;
import io.beltline.model.Payload;
import io.beltline.model.Slice;

/** Walks log records and edits them, their scopes and their resources. */
public final class LogsEditor extends TelemetryEditor<Logs> {
  private final LogRecordEditor log;

  /** An editor of nothing yet. */
  public LogsEditor() {
    this(new LogRecordEditor());
  }

  /** An editor at the front of telemetry. */
  public LogsEditor(Logs logs) {
    this();
    edit(logs);
  }

  private LogsEditor(LogRecordEditor log) {
    super(
        new Logs(Payload.empty()),
        new Level(new ExportLogsServiceRequestEditor(), 1),
        new Level(new ResourceLogsEditor(), ResourceLogsView.SCOPE_LOGS),
        new Level(new ScopeLogsEditor(), ScopeLogsView.LOG_RECORDS),
        new Level(log));
    this.log = log;
  }

  @Override
  MessageView item() {
    return log;
  }

  @Override
  public AttributesEditor itemAttributes() {
    return log.attributes();
  }

  @Override
  public ResourceEditor resource() {
    return ((ResourceLogsEditor) current(RESOURCE)).resource();
  }

  @Override
  public InstrumentationScopeEditor scope() {
    return ((ScopeLogsEditor) current(SCOPE)).scope();
  }

  @Override
  public String resourceSchemaUrl() {
    return ((ResourceLogsEditor) current(RESOURCE)).schemaUrl();
  }

  @Override
  public void resourceSchemaUrl(String url) {
    ((ResourceLogsEditor) current(RESOURCE)).schemaUrl(url);
  }

  @Override
  public String scopeSchemaUrl() {
    return ((ScopeLogsEditor) current(SCOPE)).schemaUrl();
  }

  @Override
  public void scopeSchemaUrl(String url) {
    ((ScopeLogsEditor) current(SCOPE)).schemaUrl(url);
  }

  /** Goes on to the next log record of the current scope. */
  public boolean nextLog() {
    return next(ITEM);
  }

  /** The current log record. */
  public LogRecordEditor log() {
    current(ITEM);
    return log;
  }

  /** Removes the current log record. */
  public void removeLog() {
    remove(ITEM);
  }

  /** Adds an encoded LogRecord behind the current one; the current one is left. */
  public void addLog(Slice encoded) {
    add(ITEM, ScopeLogsView.LOG_RECORDS, encoded);
  }

  /** Adds an encoded ScopeLogs behind the current one; the current one is left. */
  public void addScope(Slice encoded) {
    add(SCOPE, ResourceLogsView.SCOPE_LOGS, encoded);
  }

  /** Adds an encoded ResourceLogs behind the current one; the current one is left. */
  public void addResource(Slice encoded) {
    add(RESOURCE, ExportLogsServiceRequestView.RESOURCE_LOGS, encoded);
  }
}
