package io.beltline.processor.redaction;

import io.beltline.model.Logs;
import io.beltline.model.otlp.LogRecordEditor;
import io.beltline.model.otlp.LogsEditor;

/** Redacts logs: bodies, all attributes, severity texts and event names. */
final class LogRedaction {
  private LogRedaction() {}

  static Logs apply(Logs logs, Redactor redactor) {
    LogsEditor editor = new LogsEditor(logs);
    while (editor.nextResource()) {
      Surroundings.resource(editor, redactor);
      while (editor.nextScope()) {
        Surroundings.scope(editor, redactor);
        while (editor.nextLog()) {
          LogRecordEditor log = editor.log();
          redactor.attributes(log.attributes());
          if (log.hasBody()) {
            redactor.body(log.body(), log.attributes());
          }
          if (redactor.mayBlock(log.severityTextUtf8())) {
            log.severityText(redactor.text(log.severityText()));
          }
          if (redactor.mayBlock(log.eventNameUtf8())) {
            log.eventName(redactor.text(log.eventName()));
          }
        }
      }
    }
    return editor.finish();
  }
}
