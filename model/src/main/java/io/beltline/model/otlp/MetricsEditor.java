package io.beltline.model.otlp;

import io.beltline.model.Metrics;
import io.beltline.model.Payload;
import io.beltline.model.Slice;

/** Walks metrics and their data points and edits them, their scopes and their resources. */
public final class MetricsEditor extends TelemetryEditor<Metrics> {
  private static final int DATA = 4;
  private static final int POINT = 5;

  private final NumberDataPointEditor number = new NumberDataPointEditor();
  private final HistogramDataPointEditor histogram = new HistogramDataPointEditor();
  private final ExponentialHistogramDataPointEditor exponential =
      new ExponentialHistogramDataPointEditor();
  private final SummaryDataPointEditor summary = new SummaryDataPointEditor();

  /** An editor of nothing yet. */
  public MetricsEditor() {
    super(
        new Metrics(Payload.empty()),
        new Level(new ExportMetricsServiceRequestEditor(), 1),
        new Level(new ResourceMetricsEditor(), ResourceMetricsView.SCOPE_METRICS),
        new Level(new ScopeMetricsEditor(), ScopeMetricsView.METRICS),
        new Level(
            new MetricEditor(),
            MetricView.GAUGE,
            MetricView.SUM,
            MetricView.HISTOGRAM,
            MetricView.EXPONENTIAL_HISTOGRAM,
            MetricView.SUMMARY),
        new Level(new SumEditor(), SumView.DATA_POINTS),
        new Level(new NumberDataPointEditor()));
  }

  /** An editor at the front of telemetry. */
  public MetricsEditor(Metrics metrics) {
    this();
    edit(metrics);
  }

  @Override
  MessageView item() {
    return switch (dataCase()) {
      case MetricView.HISTOGRAM -> histogram;
      case MetricView.EXPONENTIAL_HISTOGRAM -> exponential;
      case MetricView.SUMMARY -> summary;
      default -> number;
    };
  }

  @Override
  public AttributesEditor itemAttributes() {
    return attributes();
  }

  @Override
  public ResourceEditor resource() {
    return ((ResourceMetricsEditor) current(RESOURCE)).resource();
  }

  @Override
  public InstrumentationScopeEditor scope() {
    return ((ScopeMetricsEditor) current(SCOPE)).scope();
  }

  @Override
  public String resourceSchemaUrl() {
    return ((ResourceMetricsEditor) current(RESOURCE)).schemaUrl();
  }

  @Override
  public void resourceSchemaUrl(String url) {
    ((ResourceMetricsEditor) current(RESOURCE)).schemaUrl(url);
  }

  @Override
  public String scopeSchemaUrl() {
    return ((ScopeMetricsEditor) current(SCOPE)).schemaUrl();
  }

  @Override
  public void scopeSchemaUrl(String url) {
    ((ScopeMetricsEditor) current(SCOPE)).schemaUrl(url);
  }

  /** Goes on to the next metric of the current scope. */
  public boolean nextMetric() {
    return next(ITEM);
  }

  /**
   * The current metric, for what stands beside its data: name, description, unit, metadata. Its
   * data is edited point by point and through {@link #data}, never through this editor.
   */
  public MetricEditor metric() {
    return (MetricEditor) current(ITEM);
  }

  /** The bytes of the current metric as they were before the walk, shared. */
  public Slice wholeMetric() {
    return whole(ITEM);
  }

  /** The bytes of the current scope with its metrics as they were before the walk, shared. */
  public Slice wholeScope() {
    return whole(SCOPE);
  }

  /** The bytes of the current resource with its scopes as they were before the walk, shared. */
  public Slice wholeResource() {
    return whole(RESOURCE);
  }

  private Slice whole(int level) {
    current(level);
    Level message = levels[level];
    return new Slice(output.in, message.from, message.to - message.from);
  }

  /** Which data the current metric or point belongs to: a number of {@link MetricView}, or 0. */
  public int dataCase() {
    if (open > ITEM) {
      return levels[ITEM].child;
    }
    return open == ITEM ? peek() : 0;
  }

  private int peek() {
    Level metric = levels[ITEM];
    for (int p = metric.at; p < metric.to; ) {
      long opened = Wire.tagAt(output.in, p, metric.to);
      if (metric.isChild((int) opened)) {
        return (int) opened >>> 3;
      }
      p = Wire.skip(output.in, (int) (opened >>> 32), metric.to, (int) opened & 7);
    }
    return metric.visited ? metric.child : 0;
  }

  /**
   * What stands beside the points of the current metric's data: temporality, and whether it is
   * monotonic. A gauge or summary has neither, a histogram only the first.
   */
  public SumEditor data() {
    if (open == ITEM && !next(DATA)) {
      throw new IllegalStateException("the metric has no data");
    }
    return (SumEditor) current(DATA);
  }

  /** Goes on to the next data point of the current metric. */
  public boolean nextPoint() {
    while (open >= ITEM) {
      if (open >= DATA && next(POINT)) {
        return true;
      }
      if (!next(DATA)) {
        return false;
      }
    }
    return false;
  }

  /** The current data point of a gauge or sum. */
  public NumberDataPointEditor numberPoint() {
    return (NumberDataPointEditor) current(POINT);
  }

  /** The current data point of a histogram. */
  public HistogramDataPointEditor histogramPoint() {
    return (HistogramDataPointEditor) current(POINT);
  }

  /** The current data point of an exponential histogram. */
  public ExponentialHistogramDataPointEditor exponentialHistogramPoint() {
    return (ExponentialHistogramDataPointEditor) current(POINT);
  }

  /** The current data point of a summary. */
  public SummaryDataPointEditor summaryPoint() {
    return (SummaryDataPointEditor) current(POINT);
  }

  /** The current data point, whatever its type. */
  public MessageView point() {
    return current(POINT);
  }

  /** The attributes of the current data point, whatever its type. */
  public AttributesEditor attributes() {
    current(POINT);
    return switch (dataCase()) {
      case MetricView.HISTOGRAM -> histogram.attributes();
      case MetricView.EXPONENTIAL_HISTOGRAM -> exponential.attributes();
      case MetricView.SUMMARY -> summary.attributes();
      default -> number.attributes();
    };
  }

  /** Removes the current metric. */
  public void removeMetric() {
    remove(ITEM);
  }

  /** Removes the current data point. A metric that loses its last point goes too. */
  public void removePoint() {
    remove(POINT);
  }

  /** Adds an encoded data point of the current metric's kind behind the current one. */
  public void addPoint(Slice encoded) {
    add(POINT, SumView.DATA_POINTS, encoded);
  }

  /** Adds an encoded Metric behind the current one; the current one is left. */
  public void addMetric(Slice encoded) {
    add(ITEM, ScopeMetricsView.METRICS, encoded);
  }

  /** Adds an encoded ScopeMetrics behind the current one; the current one is left. */
  public void addScope(Slice encoded) {
    add(SCOPE, ResourceMetricsView.SCOPE_METRICS, encoded);
  }

  /** Adds an encoded ResourceMetrics behind the current one; the current one is left. */
  public void addResource(Slice encoded) {
    add(RESOURCE, ExportMetricsServiceRequestView.RESOURCE_METRICS, encoded);
  }
}
