package io.beltline.processor.metricstransform;

import io.beltline.components.metrics.MetricDraft;
import io.beltline.model.Slice;
import io.beltline.model.otlp.ExportMetricsServiceRequestView;
import io.beltline.model.otlp.MetricsEditor;
import io.beltline.model.otlp.ResourceEditor;
import io.beltline.model.otlp.ResourceMetricsView;
import io.beltline.model.otlp.ScopeMetricsView;
import io.beltline.model.otlp.WireWriter;
import java.util.List;

/**
 * Writes resources for metrics that are grouped: each is a copy of the one they came from with
 * attributes more, and has their scope. One thread.
 */
final class GroupedResources {
  private final WireWriter out = new WireWriter();

  /** Writes a resource for metrics of the scope that an editor is at. */
  void add(MetricsEditor editor, Transform transform, List<MetricDraft> metrics) {
    ResourceEditor resource = new ResourceEditor();
    resource.wrap(editor.resource().toSlice());
    transform.resourceLabels().forEach(resource.attributes()::upsert);
    int group = out.begin(ExportMetricsServiceRequestView.RESOURCE_METRICS);
    out.bytes(ResourceMetricsView.RESOURCE, resource.toSlice());
    int scope = out.begin(ResourceMetricsView.SCOPE_METRICS);
    out.bytes(ScopeMetricsView.SCOPE, editor.scope().toSlice());
    metrics.forEach(metric -> out.bytes(ScopeMetricsView.METRICS, metric.encode()));
    schema(ScopeMetricsView.SCHEMA_URL, editor.scopeSchemaUrl());
    out.end(scope);
    schema(ResourceMetricsView.SCHEMA_URL, editor.resourceSchemaUrl());
    out.end(group);
  }

  private void schema(int field, String url) {
    if (!url.isEmpty()) {
      out.string(field, url);
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
