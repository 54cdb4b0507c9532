package io.beltline.exporter.elasticsearch;

import io.beltline.exporter.elasticsearch.PointGroup.PointSource;
import io.beltline.exporter.elasticsearch.PointGroups.Point;
import io.beltline.model.Slice;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.ByteRange;
import io.beltline.model.otlp.Cursor;
import io.beltline.model.otlp.ExponentialHistogramDataPointView;
import io.beltline.model.otlp.ExportMetricsServiceRequestView;
import io.beltline.model.otlp.HistogramDataPointView;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.model.otlp.ResourceMetricsView;
import io.beltline.model.otlp.ScopeMetricsView;
import io.beltline.model.otlp.SummaryDataPointView;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes a document for each group of points that have resource, scope, attributes, unit and
 * millisecond in common: a time series holds one document for each of these. Points of different
 * requests are not put together, so that a request that is sent again gives the same documents
 * whatever it travels with. One thread.
 */
final class MetricDocuments {
  private static final int CUMULATIVE = 2;
  private static final long MILLI = 1_000_000;

  private final ElasticsearchExporterConfig config;
  private final Documents documents;
  private final Cursor<ResourceMetricsView> resources = new Cursor<>(new ResourceMetricsView());
  private final Cursor<ScopeMetricsView> scopes = new Cursor<>(new ScopeMetricsView());
  private final Cursor<MetricView> metrics = new Cursor<>(new MetricView());
  private final Cursor<NumberDataPointView> numbers = new Cursor<>(new NumberDataPointView());
  private final Fingerprint fingerprint = new Fingerprint();
  private final PointGroups groups;
  private @Nullable MetricPlace place;
  private String name = "";
  private Slice unit = Slice.EMPTY;
  private int item;

  MetricDocuments(ElasticsearchExporterConfig config, Documents documents) {
    this.config = config;
    this.documents = documents;
    this.groups = new PointGroups(documents, fingerprint);
  }

  /** Writes a request; items are counted on over several. */
  void write(Slice chunk) {
    ExportMetricsServiceRequestView request = new ExportMetricsServiceRequestView();
    request.wrap(chunk);
    for (request.resourceMetrics(resources); resources.next(); ) {
      ResourceMetricsView resource = resources.item();
      documents.resource(resource.resource());
      for (resource.scopeMetrics(scopes); scopes.next(); ) {
        scope(resource, scopes.item());
      }
    }
    groups.write();
  }

  private void scope(ResourceMetricsView resource, ScopeMetricsView scope) {
    MappingMode mode = documents.scope(scope.scope());
    Surroundings around =
        new Surroundings(
            resource.resource(), resource.schemaUrlUtf8(), scope.scope(), scope.schemaUrlUtf8());
    place = mode == null ? null : MetricPlace.of(mode, around, fingerprint);
    for (scope.metrics(metrics); metrics.next(); ) {
      metric(metrics.item());
    }
  }

  private void metric(MetricView metric) {
    name = metric.name();
    ByteRange said = metric.unitUtf8();
    unit = new Slice(said.array(), said.offset(), said.length());
    switch (metric.dataCase()) {
      case MetricView.GAUGE -> numbers(metric, metric.gauge().dataPoints(numbers), false);
      case MetricView.SUM -> {
        boolean counter =
            metric.sum().isMonotonic() && metric.sum().aggregationTemporality() == CUMULATIVE;
        numbers(metric, metric.sum().dataPoints(numbers), counter);
      }
      case MetricView.HISTOGRAM -> histograms(metric);
      case MetricView.EXPONENTIAL_HISTOGRAM -> exponentials(metric);
      case MetricView.SUMMARY -> summaries(metric);
      default -> {} // a metric without data has no points
    }
  }

  private void numbers(MetricView metric, Cursor<NumberDataPointView> points, boolean counter) {
    while (points.next()) {
      NumberDataPointView point = points.item();
      PointValue value = PointValues.number(point, counter);
      PointSource source =
          new PointSource(
              point.toSlice(),
              metric.dataCase(),
              point.timeUnixNano(),
              point.startTimeUnixNano(),
              unit);
      take(source, value, point::attributes);
    }
  }

  private void histograms(MetricView metric) {
    boolean cumulative = metric.histogram().aggregationTemporality() == CUMULATIVE;
    var points = metric.histogram().dataPoints(new Cursor<>(new HistogramDataPointView()));
    while (points.next()) {
      HistogramDataPointView point = points.item();
      PointValue value =
          cumulative ? cumulative() : PointValues.histogram(point, Hints.of(point.attributes()));
      PointSource source =
          new PointSource(
              point.toSlice(),
              metric.dataCase(),
              point.timeUnixNano(),
              point.startTimeUnixNano(),
              unit);
      take(source, value, point::attributes);
    }
  }

  private void exponentials(MetricView metric) {
    boolean cumulative = metric.exponentialHistogram().aggregationTemporality() == CUMULATIVE;
    var points =
        metric
            .exponentialHistogram()
            .dataPoints(new Cursor<>(new ExponentialHistogramDataPointView()));
    while (points.next()) {
      ExponentialHistogramDataPointView point = points.item();
      PointValue value =
          cumulative ? cumulative() : PointValues.exponential(point, Hints.of(point.attributes()));
      PointSource source =
          new PointSource(
              point.toSlice(),
              metric.dataCase(),
              point.timeUnixNano(),
              point.startTimeUnixNano(),
              unit);
      take(source, value, point::attributes);
    }
  }

  private static PointValue cumulative() {
    return PointValue.impossible(
        "cumulative histograms cannot be stored (expected: delta temporality, which the processor"
            + " cumulative_to_delta makes)");
  }

  private void summaries(MetricView metric) {
    var points = metric.summary().dataPoints(new Cursor<>(new SummaryDataPointView()));
    while (points.next()) {
      SummaryDataPointView point = points.item();
      PointSource source =
          new PointSource(
              point.toSlice(),
              metric.dataCase(),
              point.timeUnixNano(),
              point.startTimeUnixNano(),
              unit);
      take(source, PointValues.summary(point), point::attributes);
    }
  }

  /** Takes the next item. */
  private void take(PointSource source, PointValue value, Supplier<AttributesView> attributes) {
    int number = item++;
    MetricPlace current = place;
    if (current == null) {
      documents.refuse(number, documents.complaint());
    } else if (current.mode() != MappingMode.OTEL && current.mode() != MappingMode.ECS) {
      documents.refuse(
          number,
          "mapping mode "
              + current.mode().word()
              + " has no documents for metrics (expected: otel or ecs)");
    } else if (!value.complaint().isEmpty()) {
      String words = "metric " + name + ": " + value.complaint();
      if (value.worthless()) {
        documents.drop(number, words);
      } else {
        documents.refuse(number, words);
      }
    } else {
      group(current, source, value, attributes, number);
    }
  }

  private void group(
      MetricPlace current,
      PointSource source,
      PointValue value,
      Supplier<AttributesView> attributes,
      int number) {
    RoutingNames names = documents.names(attributes.get());
    Target target =
        documents.target(config.metricsIndex(), "metrics", names, source.time(), number);
    if (target == null) {
      return;
    }
    boolean otel = current.mode() == MappingMode.OTEL;
    long count = otel && Hints.of(attributes.get()).docCount() ? value.count() : 0;
    fingerprint.start(current.series());
    fingerprint.attributes(attributes.get());
    fingerprint.add(Long.divideUnsigned(source.time(), MILLI));
    if (otel) {
      fingerprint.add(source.unit());
    }
    Point point = new Point(name, value.template(), value.json(), count, number);
    if (!groups.add(target, current, fingerprint.value(), source, point)) {
      documents.refuse(
          number,
          "metric "
              + name
              + ": there are "
              + PointGroups.MOST_EQUAL
              + " points of the same attributes in the same millisecond before it, and no more can"
              + " be told apart");
    }
  }
}
