package io.beltline.components.metrics;

import io.beltline.model.Metrics;
import io.beltline.model.Payload;
import io.beltline.model.Slice;
import io.beltline.model.otlp.ExportMetricsServiceRequestView;
import io.beltline.model.otlp.InstrumentationScopeView;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.ResourceMetricsView;
import io.beltline.model.otlp.ScopeMetricsView;
import io.beltline.model.otlp.SumView;
import io.beltline.model.otlp.WireWriter;
import java.util.function.Consumer;

/**
 * Writes a request of metrics from front to back. Metrics without points, and scopes and resources
 * without metrics, leave no trace. One thread.
 */
public final class MetricsBuilder {
  private static final int POINTS = 1;
  private static final int TEMPORALITY = 2;

  private final WireWriter out = new WireWriter();
  private long points;

  /** An empty request. */
  public MetricsBuilder() {}

  /**
   * Writes a resource.
   *
   * @param resource the content of its message
   * @param scopes writes its scopes by {@link #scope}
   */
  public void resource(Slice resource, Runnable scopes) {
    long before = points;
    int start = out.size();
    int mark = out.begin(ExportMetricsServiceRequestView.RESOURCE_METRICS);
    out.bytes(ResourceMetricsView.RESOURCE, resource);
    scopes.run();
    close(mark, before, start);
  }

  /** The content of a scope's message. */
  public static Slice scope(String name, String version) {
    WireWriter scope = new WireWriter();
    scope.string(InstrumentationScopeView.NAME, name);
    if (!version.isEmpty()) {
      scope.string(InstrumentationScopeView.VERSION, version);
    }
    return scope.toSlice();
  }

  /**
   * Writes a scope of the resource.
   *
   * @param scope the content of its message
   * @param metrics writes its metrics by {@link #metric}
   */
  public void scope(Slice scope, Runnable metrics) {
    long before = points;
    int start = out.size();
    int mark = out.begin(ResourceMetricsView.SCOPE_METRICS);
    out.bytes(ScopeMetricsView.SCOPE, scope);
    metrics.run();
    close(mark, before, start);
  }

  /** Writes a metric of the scope, whose points are written by {@link #point}. */
  public void metric(MetricHead head, Runnable pointList) {
    long before = points;
    int start = out.size();
    int metric = out.begin(ScopeMetricsView.METRICS);
    out.string(MetricView.NAME, head.name());
    if (!head.description().isEmpty()) {
      out.string(MetricView.DESCRIPTION, head.description());
    }
    if (!head.unit().isEmpty()) {
      out.string(MetricView.UNIT, head.unit());
    }
    int data = out.begin(head.kind().data());
    pointList.run();
    if (head.kind().hasTemporality()) {
      out.varint(TEMPORALITY, head.temporality());
    }
    if (head.kind() == PointKind.SUM) {
      out.bool(SumView.IS_MONOTONIC, head.monotonic());
    }
    out.end(data);
    close(metric, before, start);
  }

  /** Writes a point of the metric. */
  public void point(Consumer<WireWriter> fields) {
    int mark = out.begin(POINTS);
    fields.accept(out);
    out.end(mark);
    points++;
  }

  private void close(int mark, long before, int start) {
    out.end(mark);
    if (points == before) {
      out.cut(start);
    }
  }

  /** How many points are written. */
  public long points() {
    return points;
  }

  /** The request; nothing must be written afterwards. */
  public Metrics build() {
    return new Metrics(Payload.of(out.toSlice()));
  }
}
