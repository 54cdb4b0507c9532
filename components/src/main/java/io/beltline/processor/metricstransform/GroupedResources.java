package io.beltline.processor.metricstransform;

import io.beltline.components.metrics.MetricDraft;
import io.beltline.model.Slice;
import io.beltline.model.otlp.ExportMetricsServiceRequestView;
import io.beltline.model.otlp.MetricsEditor;
import io.beltline.model.otlp.ResourceEditor;
import io.beltline.model.otlp.ResourceMetricsView;
import io.beltline.model.otlp.ScopeMetricsView;
import io.beltline.model.otlp.WireWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes resources for metrics that are grouped: for each transform a copy of the one they came
 * from with attributes more, and with their scopes. One thread.
 */
final class GroupedResources {
  private final WireWriter out = new WireWriter();

  /** The scopes of a resource, by the transform that took metrics out of them. */
  private final Map<Transform, WireWriter> scopes = new LinkedHashMap<>();

  /** Takes metrics of the scope that an editor is at. */
  void add(MetricsEditor editor, Transform transform, List<MetricDraft> metrics) {
    WireWriter to = scopes.computeIfAbsent(transform, key -> new WireWriter());
    int scope = to.begin(ResourceMetricsView.SCOPE_METRICS);
    to.bytes(ScopeMetricsView.SCOPE, editor.scope().toSlice());
    metrics.forEach(metric -> to.bytes(ScopeMetricsView.METRICS, metric.encode()));
    schema(to, ScopeMetricsView.SCHEMA_URL, editor.scopeSchemaUrl());
    to.end(scope);
  }

  /** Writes what was taken of the resource that an editor is at, behind its last scope. */
  void end(MetricsEditor editor) {
    scopes.forEach(
        (transform, content) -> {
          ResourceEditor resource = new ResourceEditor();
          resource.wrap(editor.resource().toSlice());
          transform.resourceLabels().forEach(resource.attributes()::upsert);
          int group = out.begin(ExportMetricsServiceRequestView.RESOURCE_METRICS);
          out.bytes(ResourceMetricsView.RESOURCE, resource.toSlice());
          out.raw(content.toSlice());
          schema(out, ResourceMetricsView.SCHEMA_URL, editor.resourceSchemaUrl());
          out.end(group);
        });
    scopes.clear();
  }

  private static void schema(WireWriter to, int field, String url) {
    if (!url.isEmpty()) {
      to.string(field, url);
    }
  }

  boolean isEmpty() {
    return out.size() == 0;
  }

  /** A request with all of them. */
  Slice request() {
    return out.toSlice();
  }
}
