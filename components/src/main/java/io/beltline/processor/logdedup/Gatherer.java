package io.beltline.processor.logdedup;

import io.beltline.api.Clock;
import io.beltline.model.Logs;
import io.beltline.model.Slice;
import io.beltline.model.otlp.LogRecordEditor;
import io.beltline.model.otlp.LogsEditor;
import io.beltline.processor.logdedup.Gathered.Around;
import io.beltline.processor.logdedup.Store.Item;
import java.util.List;

/**
 * Takes eligible records out of logs, with the keys by which they are equal. Safe for all threads.
 */
final class Gatherer {
  private final List<FieldPath> included;
  private final List<FieldPath> excluded;

  Gatherer(LogDedupConfig config) {
    this.included = FieldPath.all(config.includeFields());
    this.excluded = FieldPath.all(config.excludeFields());
  }

  /**
   * Takes records out.
   *
   * @param all whether all are eligible, or those with the mark
   * @param to where they go
   * @return the others
   */
  Logs take(Logs logs, boolean all, Clock clock, List<Item> to) {
    LogsEditor editor = new LogsEditor(logs);
    long now = clock.unixNanos();
    while (editor.nextResource()) {
      String resourceKey =
          new Fingerprint()
              .map(editor.resource().attributes())
              .text(editor.resourceSchemaUrl())
              .digest();
      while (editor.nextScope()) {
        String scopeKey = scopeKey(editor);
        Around around =
            new Around(
                Slice.of(editor.resource().toSlice().toByteArray()),
                editor.resourceSchemaUrl(),
                Slice.of(editor.scope().toSlice().toByteArray()),
                editor.scopeSchemaUrl());
        while (editor.nextLog()) {
          if (all || editor.log().attributes().contains(Eligibility.MARK)) {
            to.add(item(editor.log(), resourceKey, scopeKey, around, now));
            editor.removeLog();
          }
        }
      }
    }
    return editor.finish();
  }

  private static String scopeKey(LogsEditor editor) {
    return new Fingerprint()
        .map(editor.scope().attributes())
        .text(editor.scope().name())
        .text(editor.scope().version())
        .text(editor.scopeSchemaUrl())
        .digest();
  }

  private Item item(
      LogRecordEditor log, String resourceKey, String scopeKey, Around around, long now) {
    LogRecordEditor copy = new LogRecordEditor();
    copy.wrap(Slice.of(log.toSlice().toByteArray()));
    copy.attributes().delete(Eligibility.MARK);
    excluded.forEach(path -> path.remove(copy));
    Fingerprint key = new Fingerprint().text(resourceKey).text(scopeKey);
    if (!fields(copy, key)) {
      key.map(copy.attributes())
          .value(copy.body())
          .number(copy.severityNumber())
          .text(copy.severityText());
    }
    Slice record = Slice.of(copy.toSlice().toByteArray());
    return new Item(key.digest(), new Gathered(resourceKey, scopeKey, around, record, now));
  }

  /** Writes the included fields the record has; false if it has none of them. */
  private boolean fields(LogRecordEditor log, Fingerprint key) {
    boolean any = false;
    for (int i = 0; i < included.size(); i++) {
      key.number(i);
      any |= included.get(i).write(log, key);
    }
    return any;
  }
}
