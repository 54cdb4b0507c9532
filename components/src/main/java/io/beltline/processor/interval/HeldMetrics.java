package io.beltline.processor.interval;

import io.beltline.model.Metrics;
import io.beltline.model.Payload;
import io.beltline.model.Slice;
import io.beltline.model.otlp.ExportMetricsServiceRequestView;
import io.beltline.model.otlp.ResourceMetricsView;
import io.beltline.model.otlp.ScopeMetricsView;
import io.beltline.model.otlp.SumView;
import io.beltline.model.otlp.WireWriter;
import io.beltline.processor.interval.Gathering.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a request of points, under their resources, scopes and metrics. */
final class HeldMetrics {
  private HeldMetrics() {}

  private record Resource(Slice content, String schema) {}

  private record Scope(Slice content, String schema) {}

  private record Metric(Slice head, int kind, Slice tail) {}

  /** Points with those of one resource behind one another. */
  static List<Item> byResource(List<Item> items) {
    Map<Resource, List<Item>> grouped = new LinkedHashMap<>();
    for (Item item : items) {
      Surroundings around = item.point().around();
      grouped
          .computeIfAbsent(
              new Resource(around.resource(), around.resourceSchema()), key -> new ArrayList<>())
          .add(item);
    }
    List<Item> sorted = new ArrayList<>(items.size());
    grouped.values().forEach(sorted::addAll);
    return sorted;
  }

  static Metrics of(List<HeldPoint> points) {
    Map<Resource, Map<Scope, Map<Metric, List<Slice>>>> grouped = new LinkedHashMap<>();
    for (HeldPoint point : points) {
      Surroundings around = point.around();
      grouped
          .computeIfAbsent(
              new Resource(around.resource(), around.resourceSchema()),
              key -> new LinkedHashMap<>())
          .computeIfAbsent(
              new Scope(around.scope(), around.scopeSchema()), key -> new LinkedHashMap<>())
          .computeIfAbsent(
              new Metric(around.head(), around.kind(), around.tail()), key -> new ArrayList<>())
          .add(point.point());
    }
    WireWriter out = new WireWriter();
    grouped.forEach((resource, scopes) -> resource(out, resource, scopes));
    return new Metrics(Payload.of(out.toSlice()));
  }

  private static void resource(
      WireWriter out, Resource resource, Map<Scope, Map<Metric, List<Slice>>> scopes) {
    int mark = out.begin(ExportMetricsServiceRequestView.RESOURCE_METRICS);
    out.bytes(ResourceMetricsView.RESOURCE, resource.content);
    scopes.forEach((scope, metrics) -> scope(out, scope, metrics));
    if (!resource.schema.isEmpty()) {
      out.string(ResourceMetricsView.SCHEMA_URL, resource.schema);
    }
    out.end(mark);
  }

  private static void scope(WireWriter out, Scope scope, Map<Metric, List<Slice>> metrics) {
    int mark = out.begin(ResourceMetricsView.SCOPE_METRICS);
    out.bytes(ScopeMetricsView.SCOPE, scope.content);
    metrics.forEach((metric, points) -> metric(out, metric, points));
    if (!scope.schema.isEmpty()) {
      out.string(ScopeMetricsView.SCHEMA_URL, scope.schema);
    }
    out.end(mark);
  }

  private static void metric(WireWriter out, Metric metric, List<Slice> points) {
    int mark = out.begin(ScopeMetricsView.METRICS);
    out.raw(metric.head);
    int data = out.begin(metric.kind);
    points.forEach(point -> out.bytes(SumView.DATA_POINTS, point));
    out.raw(metric.tail);
    out.end(data);
    out.end(mark);
  }
}
