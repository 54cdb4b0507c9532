package io.beltline.processor.metricstarttime;

import io.beltline.model.Slice;
import io.beltline.model.otlp.MetricsEditor;
import java.util.Map;
import java.util.OptionalLong;

/**
 * When the processes of one request say that they have started.
 *
 * @param byResource by resource in wire form, in the order of the request; Unix nanoseconds
 */
record ProcessStarts(Map<Slice, OptionalLong> byResource) {
  static final ProcessStarts NONE = new ProcessStarts(Map.of());

  /** What the one of the current resource says. */
  OptionalLong of(MetricsEditor editor) {
    return byResource.isEmpty()
        ? OptionalLong.empty()
        : byResource.getOrDefault(editor.resource().toSlice(), OptionalLong.empty());
  }

  /** What the first one says. */
  OptionalLong first() {
    return byResource.isEmpty() ? OptionalLong.empty() : byResource.values().iterator().next();
  }
}
