package io.beltline.processor.groupbyattrs;

import io.beltline.model.Slice;
import io.beltline.model.otlp.WireWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A scope with its items, or metrics whose points are grouped. One thread. */
final class ScopeGroup {
  private static final int ITEMS = 2; // spans, metrics, log records

  private final Slice shell;
  private final List<Slice> items = new ArrayList<>();
  private final Map<Slice, MetricGroup> metrics = new LinkedHashMap<>();

  ScopeGroup(Slice shell) {
    this.shell = shell;
  }

  void add(Slice item) {
    items.add(item);
  }

  /** The metric of a shell, made if there is none. */
  MetricGroup metric(MetricShell metric) {
    return metrics.computeIfAbsent(metric.key(), key -> new MetricGroup(metric));
  }

  boolean has(MetricShell metric) {
    return metrics.containsKey(metric.key());
  }

  /** How many messages it is made of: itself and its grouped metrics. */
  int size() {
    return 1 + metrics.size();
  }

  void write(int field, WireWriter to) {
    int mark = to.begin(field);
    to.raw(shell);
    items.forEach(item -> to.bytes(ITEMS, item));
    for (MetricGroup metric : metrics.values()) {
      int inner = to.begin(ITEMS);
      metric.write(to);
      to.end(inner);
    }
    to.end(mark);
  }
}
