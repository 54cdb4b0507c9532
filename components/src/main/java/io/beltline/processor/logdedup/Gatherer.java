package io.beltline.processor.logdedup;

import io.beltline.api.Clock;
import io.beltline.model.Logs;
import io.beltline.model.Slice;
import io.beltline.model.otlp.LogRecordEditor;
import io.beltline.model.otlp.LogsEditor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
   * @param to where they go, by their keys
   * @return the others
   */
  Logs take(Logs logs, boolean all, Clock clock, Map<String, Gathered> to) {
    LogsEditor editor = new LogsEditor(logs);
    long now = clock.unixNanos();
    while (editor.nextResource()) {
      Around.@Nullable Resource resource = null;
      while (editor.nextScope()) {
        Around around = null;
        while (editor.nextLog()) {
          if (all || editor.log().attributes().contains(Eligibility.MARK)) {
            resource = resource == null ? Around.Resource.of(editor) : resource;
            around = around == null ? Around.of(resource, editor) : around;
            Gathered one = gathered(editor.log(), around, now);
            Gathered there = to.putIfAbsent(one.key, one);
            if (there != null) {
              there.add(one);
            }
            editor.removeLog();
          }
        }
      }
    }
    return editor.finish();
  }

  private Gathered gathered(LogRecordEditor log, Around around, long now) {
    LogRecordEditor copy = new LogRecordEditor();
    copy.wrap(Slice.of(log.toSlice().toByteArray()));
    copy.attributes().delete(Eligibility.MARK);
    excluded.forEach(path -> path.remove(copy));
    Fingerprint key = new Fingerprint().text(around.resource().key()).text(around.key());
    if (!fields(copy, key)) {
      key.map(copy.attributes())
          .value(copy.body())
          .number(copy.severityNumber())
          .text(copy.severityText());
    }
    return new Gathered(key.digest(), around, Slice.of(copy.toSlice().toByteArray()), now);
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
