package io.beltline.exporter.elasticsearch;

import io.beltline.components.documents.JsonBuffer;
import io.beltline.model.Slice;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.Cursor;
import io.beltline.model.otlp.ExponentialHistogramDataPointView;
import io.beltline.model.otlp.ExportMetricsServiceRequestView;
import io.beltline.model.otlp.HistogramDataPointView;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.model.otlp.ResourceMetricsView;
import io.beltline.model.otlp.ScopeMetricsView;
import io.beltline.model.otlp.SummaryDataPointView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes a document for each group of points that have resource, scope, attributes, unit and
 * millisecond in common: a time series holds one document for each of these. One thread.
 */
final class MetricDocuments {
  private static final int CUMULATIVE = 2;
  private static final long MILLI = 1_000_000;
  private static final Fingerprint.Value NOTHING = new Fingerprint.Value(0, 0);

  private record GroupKey(String index, Fingerprint.Value common) {}

  private final ElasticsearchExporterConfig config;
  private final Documents documents;
  private final Cursor<ResourceMetricsView> resources = new Cursor<>(new ResourceMetricsView());
  private final Cursor<ScopeMetricsView> scopes = new Cursor<>(new ScopeMetricsView());
  private final Cursor<MetricView> metrics = new Cursor<>(new MetricView());
  private final Cursor<NumberDataPointView> numbers = new Cursor<>(new NumberDataPointView());
  private final Fingerprint fingerprint = new Fingerprint();
  private final Map<GroupKey, PointGroup> groups = new LinkedHashMap<>();
  private Fingerprint.Value place = NOTHING;
  private @Nullable Surroundings around;
  private @Nullable MappingMode mode;
  private int item;

  MetricDocuments(ElasticsearchExporterConfig config, Documents documents) {
    this.config = config;
    this.documents = documents;
  }

  /** Reads a request into groups; items are counted on over several. */
  void read(Slice chunk) {
    ExportMetricsServiceRequestView request = new ExportMetricsServiceRequestView();
    request.wrap(chunk);
    for (request.resourceMetrics(resources); resources.next(); ) {
      ResourceMetricsView resource = resources.item();
      documents.resource(resource.resource());
      for (resource.scopeMetrics(scopes); scopes.next(); ) {
        scope(resource, scopes.item());
      }
    }
  }

  private void scope(ResourceMetricsView resource, ScopeMetricsView scope) {
    mode = documents.scope(scope.scope());
    around =
        new Surroundings(
            resource.resource(), resource.schemaUrlUtf8(), scope.scope(), scope.schemaUrlUtf8());
    fingerprint.start(NOTHING);
    fingerprint.attributes(resource.resource().attributes());
    if (mode == MappingMode.OTEL) {
      fingerprint.add(scope.scope().nameUtf8());
      fingerprint.attributes(scope.scope().attributes());
    }
    place = fingerprint.value();
    for (scope.metrics(metrics); metrics.next(); ) {
      metric(metrics.item());
    }
  }

  private void metric(MetricView metric) {
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
      long start = point.startTimeUnixNano();
      take(metric, value, point::attributes, point.timeUnixNano(), start);
    }
  }

  private void histograms(MetricView metric) {
    boolean cumulative = metric.histogram().aggregationTemporality() == CUMULATIVE;
    var points = metric.histogram().dataPoints(new Cursor<>(new HistogramDataPointView()));
    while (points.next()) {
      HistogramDataPointView point = points.item();
      PointValue value =
          cumulative ? cumulative() : PointValues.histogram(point, Hints.of(point.attributes()));
      long start = point.startTimeUnixNano();
      take(metric, value, point::attributes, point.timeUnixNano(), start);
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
      long start = point.startTimeUnixNano();
      take(metric, value, point::attributes, point.timeUnixNano(), start);
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
      long start = point.startTimeUnixNano();
      take(metric, PointValues.summary(point), point::attributes, point.timeUnixNano(), start);
    }
  }

  /** Takes the next item. */
  private void take(
      MetricView metric,
      PointValue value,
      Supplier<AttributesView> attributes,
      long time,
      long start) {
    int number = item++;
    MappingMode current = mode;
    if (current == null) {
      documents.refuse(number, documents.complaint());
    } else if (current != MappingMode.OTEL && current != MappingMode.ECS) {
      documents.refuse(
          number,
          "mapping mode "
              + current.word()
              + " has no documents for metrics (expected: otel or ecs)");
    } else if (!value.complaint().isEmpty()) {
      String words = "metric " + metric.name() + ": " + value.complaint();
      if (value.worthless()) {
        documents.drop(number, words);
      } else {
        documents.refuse(number, words);
      }
    } else {
      group(metric, value, attributes, time, start, number);
    }
  }

  private void group(
      MetricView metric,
      PointValue value,
      Supplier<AttributesView> attributes,
      long time,
      long start,
      int number) {
    RoutingNames names = documents.names(attributes.get());
    Target target = documents.target(config.metricsIndex(), "metrics", names, time, number);
    Surroundings here = around;
    if (target == null || here == null) {
      return;
    }
    boolean otel = mode == MappingMode.OTEL;
    boolean docCount = otel && Hints.of(attributes.get()).docCount();
    fingerprint.start(place);
    fingerprint.attributes(attributes.get());
    fingerprint.add(Long.divideUnsigned(time, MILLI));
    if (otel) {
      fingerprint.add(start);
      fingerprint.add(metric.unitUtf8());
    }
    PointGroup group =
        groups.computeIfAbsent(
            new GroupKey(target.index(), fingerprint.value()),
            _ ->
                otel
                    ? new OtelPointGroup(
                        target, here, attributes.get(), time, start, metric.unitUtf8())
                    : new EcsPointGroup(target, here, attributes.get(), time));
    if (!group.add(metric.name(), value, docCount, number)) {
      documents.refuse(
          number,
          "metric "
              + metric.name()
              + ": there is another point of the same attributes in the same millisecond, and a"
              + " time series holds one");
    }
  }

  /** Writes the documents. */
  void write() {
    for (PointGroup group : groups.values()) {
      JsonBuffer out = documents.begin(group.target, group.mode);
      group.action(out);
      Documents.endAction(out);
      group.write(out);
      for (int one : group.items()) {
        documents.writer().item(one);
      }
      documents.writer().end(true);
    }
  }
}
