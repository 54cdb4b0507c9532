package io.beltline.receiver.prometheus;

import io.beltline.components.prometheus.incoming.Points;
import io.beltline.model.otlp.InstrumentationScopeView;
import io.beltline.model.otlp.ResourceMetricsView;
import io.beltline.model.otlp.ScopeMetricsView;
import io.beltline.model.otlp.WireWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The metrics of a scope. One thread. */
final class ScopeGroup {
  /** What it takes without metrics and attributes, about. */
  static final int OVERHEAD = 800;

  /** What a label takes that is kept by itself, about, beside its text. */
  static final int LABEL = 160;

  /** What a scope is known by. */
  record Id(String name, String version, String schema, SortedMap<String, String> attributes) {}

  private record Metric(String name, int data, Family family) {}

  private final Id id;
  private final Map<Metric, MetricGroup> metrics = new LinkedHashMap<>();

  /** The attributes that {@code otel_scope_info} tells. */
  SortedMap<String, String> told = new TreeMap<>();

  /** In which scrape they were told. */
  int toldIn;

  ScopeGroup(Id id) {
    this.id = id;
  }

  MetricGroup metric(String name, int data, Family family) {
    return metrics.computeIfAbsent(
        new Metric(name, data, family), key -> new MetricGroup(name, data, family));
  }

  /** How many metrics it has. */
  int size() {
    return metrics.size();
  }

  /** What it takes, about. */
  long bytes() {
    long own = OVERHEAD + LABEL * (long) (id.attributes.size() + told.size());
    return own + metrics.values().stream().mapToLong(MetricGroup::bytes).sum();
  }

  /** How many points there are to write. */
  long due(int scrape) {
    return metrics.values().stream().mapToLong(metric -> metric.due(scrape)).sum();
  }

  boolean isEmpty() {
    return metrics.isEmpty();
  }

  void write(WireWriter out, PointCount count) {
    int before = out.size();
    long points = count.points();
    int scoped = out.begin(ResourceMetricsView.SCOPE_METRICS);
    int scope = out.begin(ScopeMetricsView.SCOPE);
    if (!id.name.isEmpty()) {
      out.string(InstrumentationScopeView.NAME, id.name);
    }
    if (!id.version.isEmpty()) {
      out.string(InstrumentationScopeView.VERSION, id.version);
    }
    SortedMap<String, String> attributes = new TreeMap<>(told);
    attributes.putAll(id.attributes);
    Points.attributes(out, InstrumentationScopeView.ATTRIBUTES, attributes);
    out.end(scope);
    metrics.values().forEach(metric -> metric.write(out, count));
    if (!id.schema.isEmpty()) {
      out.string(ScopeMetricsView.SCHEMA_URL, id.schema);
    }
    if (count.points() == points) {
      out.cut(before);
    } else {
      out.end(scoped);
    }
  }

  void sweep(int scrape, boolean delivered) {
    metrics.values().forEach(metric -> metric.sweep(scrape, delivered));
    metrics.values().removeIf(MetricGroup::isEmpty);
  }
}
