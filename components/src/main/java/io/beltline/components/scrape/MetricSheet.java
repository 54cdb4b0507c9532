package io.beltline.components.scrape;

import io.beltline.components.metrics.MetricHead;
import io.beltline.model.Slice;
import io.beltline.model.otlp.ExportMetricsServiceRequestView;
import io.beltline.model.otlp.InstrumentationScopeView;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.ResourceMetricsView;
import io.beltline.model.otlp.ScopeMetricsView;
import io.beltline.model.otlp.SumView;
import io.beltline.model.otlp.WireWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** The points of a table's metrics, for one resource after another. One thread. */
public final class MetricSheet {
  private final MetricTable table;
  private final Slice scope;
  private final Map<MetricSpec, MetricPoints> points = new LinkedHashMap<>();

  /**
   * An empty sheet.
   *
   * @param configs what users write, by the names of metrics; checked before
   * @param version the version of the scope
   */
  public MetricSheet(MetricTable table, Map<String, MetricConfig> configs, String version) {
    this.table = table;
    WireWriter out = new WireWriter();
    out.string(InstrumentationScopeView.NAME, table.scope());
    out.string(InstrumentationScopeView.VERSION, version);
    this.scope = out.toSlice();
    for (MetricSpec spec : table.metrics()) {
      MetricConfig config = configs.getOrDefault(spec.name(), MetricConfig.DEFAULTS);
      points.put(spec, new MetricPoints(spec, config));
    }
  }

  /** The points of a metric of the table. */
  public MetricPoints of(MetricSpec spec) {
    MetricPoints found = points.get(spec);
    if (found == null) {
      throw new IllegalArgumentException(spec.name() + " is no metric of " + table.name());
    }
    return found;
  }

  /** Whether one of some metrics is sent. */
  public boolean anyOf(MetricSpec... specs) {
    for (MetricSpec spec : specs) {
      if (of(spec).isEnabled()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Forgets points that were not written, and says what time those that follow tell of.
   *
   * @param startNanos since when sums count, 0 if not known
   * @param nowNanos when they were read
   */
  public void begin(long startNanos, long nowNanos) {
    points.values().forEach(each -> each.begin(startNanos, nowNanos));
  }

  /**
   * Says since when the sums count that follow, of the same moment as those before.
   *
   * @param startNanos the start, 0 if not known
   */
  public void since(long startNanos) {
    points.values().forEach(each -> each.since(startNanos));
  }

  /**
   * Writes the points as metrics of a resource into a request, and forgets them. Without points
   * nothing is written.
   *
   * @param resource the content of its message
   * @return how many there were
   */
  public long write(WireWriter request, Slice resource) {
    long count = points.values().stream().mapToLong(MetricPoints::count).sum();
    if (count == 0) {
      return 0;
    }
    int whole = request.begin(ExportMetricsServiceRequestView.RESOURCE_METRICS);
    request.bytes(ResourceMetricsView.RESOURCE, resource);
    int scoped = request.begin(ResourceMetricsView.SCOPE_METRICS);
    request.bytes(ScopeMetricsView.SCOPE, scope);
    for (MetricPoints each : points.values()) {
      if (each.count() > 0) {
        metric(request, each);
      }
    }
    request.end(scoped);
    if (!table.schemaUrl().isEmpty()) {
      request.string(ResourceMetricsView.SCHEMA_URL, table.schemaUrl());
    }
    request.end(whole);
    return count;
  }

  private static void metric(WireWriter out, MetricPoints each) {
    MetricSpec spec = each.spec();
    int metric = out.begin(ScopeMetricsView.METRICS);
    out.string(MetricView.NAME, spec.name());
    out.string(MetricView.DESCRIPTION, spec.description());
    out.string(MetricView.UNIT, spec.unit());
    boolean gauge = spec.kind() == MetricSpec.Kind.GAUGE;
    int data = out.begin(gauge ? MetricView.GAUGE : MetricView.SUM);
    each.drainTo(out);
    if (!gauge) {
      out.varint(SumView.AGGREGATION_TEMPORALITY, MetricHead.CUMULATIVE);
      if (spec.kind() == MetricSpec.Kind.COUNTER) {
        out.bool(SumView.IS_MONOTONIC, true);
      }
    }
    out.end(data);
    out.end(metric);
  }
}
