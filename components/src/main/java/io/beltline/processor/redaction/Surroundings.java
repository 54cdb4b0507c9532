package io.beltline.processor.redaction;

import io.beltline.model.otlp.InstrumentationScopeEditor;
import io.beltline.model.otlp.TelemetryEditor;

/** What stands around the records of each signal. */
final class Surroundings {
  private Surroundings() {}

  /** Redacts the current resource. */
  static void resource(TelemetryEditor<?> editor, Redactor redactor) {
    redactor.attributes(editor.resource().attributes());
    String schema = editor.resourceSchemaUrl();
    String clean = redactor.text(schema);
    if (!clean.equals(schema)) {
      editor.resourceSchemaUrl(clean);
    }
  }

  /** Redacts the current scope. */
  static void scope(TelemetryEditor<?> editor, Redactor redactor) {
    InstrumentationScopeEditor scope = editor.scope();
    redactor.attributes(scope.attributes());
    if (redactor.mayBlock(scope.nameUtf8())) {
      scope.name(redactor.text(scope.name()));
    }
    if (redactor.mayBlock(scope.versionUtf8())) {
      scope.version(redactor.text(scope.version()));
    }
    String schema = editor.scopeSchemaUrl();
    String clean = redactor.text(schema);
    if (!clean.equals(schema)) {
      editor.scopeSchemaUrl(clean);
    }
  }
}
