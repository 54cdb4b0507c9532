package io.beltline.exporter.prometheus;

import io.beltline.components.prometheus.Kind;
import io.beltline.components.prometheus.Labels;
import io.beltline.components.prometheus.Names;
import io.beltline.components.prometheus.ResourceLabels;
import io.beltline.components.prometheus.ResourceLabels.Target;
import io.beltline.components.prometheus.Sample;
import io.beltline.components.prometheus.Times;
import io.beltline.components.prometheus.Translation;
import io.beltline.exporter.prometheus.Losses.Reason;
import io.beltline.model.Slice;
import io.beltline.model.otlp.AggregationTemporality;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.Cursor;
import io.beltline.model.otlp.ExponentialHistogramDataPointView;
import io.beltline.model.otlp.ExportMetricsServiceRequestView;
import io.beltline.model.otlp.HistogramDataPointView;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.model.otlp.ResourceMetricsView;
import io.beltline.model.otlp.ScopeMetricsView;
import io.beltline.model.otlp.SummaryDataPointView;
import java.util.SortedMap;
import java.util.TreeMap;

/** Walks the metrics of requests into the store. Used by one thread for one request. */
final class Intake {
  private static final String TYPE_KEY = "prometheus.type";

  private final PrometheusExporterConfig config;
  private final Translation translation;
  private final ResourceLabels resources;
  private final Store store;
  private final long now;
  private final PointIntake points;

  Intake(
      PrometheusExporterConfig config,
      ResourceLabels resources,
      Store store,
      Losses losses,
      long now) {
    this.config = config;
    this.translation = config.translation();
    this.resources = resources;
    this.store = store;
    this.now = now;
    this.points = new PointIntake(translation, store, losses, now);
  }

  /** Takes a request. */
  void request(Slice bytes) {
    var request = new ExportMetricsServiceRequestView();
    request.wrap(bytes);
    var scopes = new Cursor<>(new ScopeMetricsView());
    var metrics = new Cursor<>(new MetricView());
    for (var all = request.resourceMetrics(new Cursor<>(new ResourceMetricsView())); all.next(); ) {
      Target target = resources.of(all.item().resource());
      long before = points.taken();
      for (all.item().scopeMetrics(scopes); scopes.next(); ) {
        points.of(target, fixed(target, scopes.item()));
        for (scopes.item().metrics(metrics); metrics.next(); ) {
          metric(metrics.item());
        }
      }
      if (points.taken() > before && !target.onTarget().isEmpty()) {
        info(target);
      }
    }
  }

  /** How many points could not be taken. */
  long rejected() {
    return points.rejected();
  }

  /** One series tells of the resource; of several resources of one job and instance the last. */
  private void info(Target target) {
    String name =
        Names.metric(Translation.ESCAPED, config.namespace(), "target_info", "", Names.Type.OTHER);
    Family family = store.family(name, Kind.INFO, "Target metadata", now);
    Times times = new Times(0, 0, 0, now, target.hash());
    store.update(
        family,
        Labels.text(target.identity()),
        before -> new Sample.Info(times, Labels.text(target.onTarget())));
  }

  private SortedMap<String, String> fixed(Target target, ScopeMetricsView scope) {
    TreeMap<String, String> labels = new TreeMap<>();
    config.constLabels().forEach((key, value) -> labels.put(Names.label(translation, key), value));
    target.identity().forEach(labels::putIfAbsent);
    if (!config.withoutScopeInfo()) {
      Labels.ofScope(translation, scope, labels);
    }
    return labels;
  }

  private void metric(MetricView metric) {
    switch (metric.dataCase()) {
      case MetricView.GAUGE -> {
        AnyValueView original = metric.metadata().find(TYPE_KEY);
        boolean said = original == null || !original.asString().equals("unknown");
        open(metric, said ? Kind.GAUGE : Kind.UNKNOWN, Names.Type.GAUGE, false);
        points.numbers(metric.gauge().dataPoints(new Cursor<>(new NumberDataPointView())));
      }
      case MetricView.SUM -> {
        boolean monotonic = metric.sum().isMonotonic();
        int temporality = metric.sum().aggregationTemporality();
        var walk = metric.sum().dataPoints(new Cursor<>(new NumberDataPointView()));
        if (isKnown(metric, temporality, walk, monotonic)) {
          if (monotonic) {
            open(metric, Kind.COUNTER, Names.Type.COUNTER, isDelta(temporality));
          } else {
            open(metric, Kind.GAUGE, Names.Type.OTHER, false);
          }
          points.numbers(walk);
        }
      }
      case MetricView.HISTOGRAM -> {
        int temporality = metric.histogram().aggregationTemporality();
        var walk = metric.histogram().dataPoints(new Cursor<>(new HistogramDataPointView()));
        if (isKnown(metric, temporality, walk, true)) {
          open(metric, Kind.HISTOGRAM, Names.Type.OTHER, isDelta(temporality));
          points.histograms(walk);
        }
      }
      case MetricView.EXPONENTIAL_HISTOGRAM -> {
        var data = metric.exponentialHistogram();
        int temporality = data.aggregationTemporality();
        var walk = data.dataPoints(new Cursor<>(new ExponentialHistogramDataPointView()));
        if (isKnown(metric, temporality, walk, true)) {
          open(metric, Kind.HISTOGRAM, Names.Type.OTHER, isDelta(temporality));
          points.exponentials(walk);
        }
      }
      case MetricView.SUMMARY -> {
        open(metric, Kind.SUMMARY, Names.Type.OTHER, false);
        points.summaries(metric.summary().dataPoints(new Cursor<>(new SummaryDataPointView())));
      }
      default -> {} // a metric without data has no points
    }
  }

  private boolean isKnown(MetricView metric, int temporality, Cursor<?> walk, boolean monotonic) {
    if (!isDelta(temporality) && temporality != AggregationTemporality.CUMULATIVE) {
      points.lost(Reason.NO_TEMPORALITY, walk.remaining(), metric.name());
      return false;
    }
    if (isDelta(temporality) && !monotonic) {
      points.lost(Reason.DELTA_NOT_MONOTONIC, walk.remaining(), metric.name());
      return false;
    }
    return true;
  }

  private static boolean isDelta(int temporality) {
    return temporality == AggregationTemporality.DELTA;
  }

  private void open(MetricView metric, Kind kind, Names.Type type, boolean delta) {
    String name = Names.metric(translation, config.namespace(), metric.name(), metric.unit(), type);
    points.into(store.family(name, kind, metric.description(), now), delta);
  }
}
