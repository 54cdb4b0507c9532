package io.beltline.exporter.prometheus;

import io.beltline.components.prometheus.Exponentials;
import io.beltline.components.prometheus.Kind;
import io.beltline.components.prometheus.Labels;
import io.beltline.components.prometheus.Names;
import io.beltline.components.prometheus.NativeBuckets;
import io.beltline.components.prometheus.Points;
import io.beltline.components.prometheus.ResourceLabels;
import io.beltline.components.prometheus.ResourceLabels.Target;
import io.beltline.components.prometheus.Sample;
import io.beltline.components.prometheus.Times;
import io.beltline.components.prometheus.Translation;
import io.beltline.exporter.prometheus.Losses.Reason;
import io.beltline.model.Slice;
import io.beltline.model.otlp.AggregationTemporality;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.Cursor;
import io.beltline.model.otlp.DataPointFlags;
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
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Walks the points of requests into the store. Used by one thread for one request. */
final class Intake {
  private static final String TYPE_KEY = "prometheus.type";

  private final PrometheusExporterConfig config;
  private final Translation translation;
  private final ResourceLabels resources;
  private final Store store;
  private final Losses losses;
  private final long now;
  private final Points points;
  private SortedMap<String, String> fixed = new TreeMap<>();
  private Target target = new Target(fixed, fixed, fixed, 0);
  private Family family = new Family("", Kind.UNKNOWN, "", 0);
  private boolean known;
  private boolean delta;
  private long rejected;

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
    this.losses = losses;
    this.now = now;
    this.points = new Points(true);
  }

  /** Takes a request. */
  void request(Slice bytes) {
    var request = new ExportMetricsServiceRequestView();
    request.wrap(bytes);
    var scopes = new Cursor<>(new ScopeMetricsView());
    var metrics = new Cursor<>(new MetricView());
    for (var all = request.resourceMetrics(new Cursor<>(new ResourceMetricsView())); all.next(); ) {
      target = resources.of(all.item().resource());
      boolean any = false;
      for (all.item().scopeMetrics(scopes); scopes.next(); ) {
        fixed = fixed(scopes.item());
        for (scopes.item().metrics(metrics); metrics.next(); any = true) {
          metric(metrics.item());
        }
      }
      if (any && !target.onTarget().isEmpty()) {
        target();
      }
    }
  }

  /** How many points could not be taken. */
  long rejected() {
    return rejected;
  }

  /** One series tells of the resource; of several resources of one job and instance the last. */
  private void target() {
    String name =
        Names.metric(Translation.ESCAPED, config.namespace(), "target_info", "", Kind.INFO);
    Family info = store.family(name, Kind.INFO, "Target metadata", now);
    if (info == null) {
      return;
    }
    String key = Labels.text(target.identity());
    store.update(
        info,
        key,
        before ->
            before == null && store.isFull()
                ? null
                : new Sample.Info(times(0, 0), Labels.text(target.onTarget())));
  }

  private SortedMap<String, String> fixed(ScopeMetricsView scope) {
    TreeMap<String, String> labels = new TreeMap<>();
    config.constLabels().forEach((key, value) -> labels.put(Names.label(translation, key), value));
    target.identity().forEach(labels::putIfAbsent);
    if (!config.withoutScopeInfo()) {
      Labels.ofScope(translation, scope, labels);
    }
    return labels;
  }

  private void metric(MetricView metric) {
    delta = false;
    switch (metric.dataCase()) {
      case MetricView.GAUGE -> {
        AnyValueView original = metric.metadata().find(TYPE_KEY);
        boolean said = original == null || !original.asString().equals("unknown");
        family(metric, said ? Kind.GAUGE : Kind.UNKNOWN);
        numbers(metric.gauge().dataPoints(new Cursor<>(new NumberDataPointView())));
      }
      case MetricView.SUM -> {
        boolean monotonic = metric.sum().isMonotonic();
        var walk = metric.sum().dataPoints(new Cursor<>(new NumberDataPointView()));
        if (isKnown(metric, metric.sum().aggregationTemporality(), walk, monotonic)) {
          family(metric, monotonic ? Kind.COUNTER : Kind.GAUGE);
          numbers(walk);
        }
      }
      case MetricView.HISTOGRAM -> {
        var walk = metric.histogram().dataPoints(new Cursor<>(new HistogramDataPointView()));
        if (isKnown(metric, metric.histogram().aggregationTemporality(), walk, true)) {
          family(metric, Kind.HISTOGRAM);
          histograms(walk);
        }
      }
      case MetricView.EXPONENTIAL_HISTOGRAM -> {
        var data = metric.exponentialHistogram();
        var walk = data.dataPoints(new Cursor<>(new ExponentialHistogramDataPointView()));
        if (isKnown(metric, data.aggregationTemporality(), walk, true)) {
          family(metric, Kind.HISTOGRAM);
          exponentials(walk);
        }
      }
      case MetricView.SUMMARY -> {
        family(metric, Kind.SUMMARY);
        summaries(metric.summary().dataPoints(new Cursor<>(new SummaryDataPointView())));
      }
      default -> {} // a metric without data has no points
    }
  }

  private boolean isKnown(MetricView metric, int temporality, Cursor<?> walk, boolean monotonic) {
    delta = temporality == AggregationTemporality.DELTA;
    if (!delta && temporality != AggregationTemporality.CUMULATIVE) {
      lost(Reason.NO_TEMPORALITY, walk.remaining(), metric.name());
      return false;
    }
    if (delta && !monotonic) {
      lost(Reason.DELTA_NOT_MONOTONIC, walk.remaining(), metric.name());
      return false;
    }
    return true;
  }

  private void family(MetricView metric, Kind kind) {
    String name = Names.metric(translation, config.namespace(), metric.name(), metric.unit(), kind);
    Family found = store.family(name, kind, metric.description(), now);
    known = found != null;
    family = found == null ? new Family(name, kind, "", now) : found;
  }

  private void numbers(Cursor<NumberDataPointView> walk) {
    while (walk.next()) {
      var point = walk.item();
      String labels = labels(point.attributes(), "");
      if (isGone(point.flags())) {
        remove(labels);
        continue;
      }
      if (!point.hasAsInt() && !point.hasAsDouble()) {
        lost(Reason.NO_VALUE, 1, family.name());
        continue;
      }
      Sample.Scalar next =
          points.number(
              point, times(point.startTimeUnixNano(), point.timeUnixNano()), family.kind());
      put(
          labels,
          point.startTimeUnixNano(),
          next,
          before -> delta ? Accumulation.plus(before, next) : Accumulation.replace(before, next));
    }
  }

  private void histograms(Cursor<HistogramDataPointView> walk) {
    while (walk.next()) {
      var point = walk.item();
      String labels = labels(point.attributes(), "le");
      if (isGone(point.flags())) {
        remove(labels);
        continue;
      }
      Sample.Histogram next =
          points.histogram(point, times(point.startTimeUnixNano(), point.timeUnixNano()));
      if (next == null) {
        lost(Reason.MALFORMED, 1, family.name());
        continue;
      }
      put(
          labels,
          point.startTimeUnixNano(),
          next,
          before -> delta ? Accumulation.plus(before, next) : Accumulation.replace(before, next));
    }
  }

  private void exponentials(Cursor<ExponentialHistogramDataPointView> walk) {
    while (walk.next()) {
      var point = walk.item();
      String labels = labels(point.attributes(), "le");
      if (isGone(point.flags())) {
        remove(labels);
        continue;
      }
      Sample.Exponential next =
          Exponentials.fitted(
              points.exponential(point, times(point.startTimeUnixNano(), point.timeUnixNano())));
      if (next.scale() < NativeBuckets.COARSEST) {
        losses.converted(family.name(), next.scale());
      }
      put(
          labels,
          point.startTimeUnixNano(),
          next,
          before -> delta ? Accumulation.plus(before, next) : Accumulation.replace(before, next));
    }
  }

  private void summaries(Cursor<SummaryDataPointView> walk) {
    while (walk.next()) {
      var point = walk.item();
      String labels = labels(point.attributes(), "quantile");
      if (isGone(point.flags())) {
        remove(labels);
        continue;
      }
      Sample.Summary next =
          points.summary(point, times(point.startTimeUnixNano(), point.timeUnixNano()));
      put(labels, point.startTimeUnixNano(), next, before -> next);
    }
  }

  private void put(String labels, long start, Sample next, UnaryOperator<@Nullable Sample> change) {
    if (!known) {
      lost(Reason.NO_ROOM, 1, family.name());
      return;
    }
    Accumulation.Order[] order = {Accumulation.Order.NEXT};
    boolean[] foreign = {false};
    boolean[] full = {false};
    store.update(
        family,
        labels,
        before -> {
          order[0] = Accumulation.order(before, start, next.times().time(), delta);
          foreign[0] = before != null && before.times().source() != target.hash();
          full[0] = before == null && store.isFull();
          if (full[0]) {
            return null;
          }
          return order[0] == Accumulation.Order.NEXT ? change.apply(before) : before;
        });
    switch (order[0]) {
      case NEXT -> {}
      case LATE -> losses.add(Reason.LATE, 1, family.name());
      case OVERLAPPING -> lost(Reason.OVERLAPPING, 1, family.name());
    }
    if (full[0]) {
      lost(Reason.NO_ROOM, 1, family.name());
    }
    if (foreign[0]) {
      losses.collision(family.name(), labels);
    }
  }

  private void lost(Reason reason, long count, String metric) {
    losses.add(reason, count, metric);
    rejected += count;
  }

  private void remove(String labels) {
    store.update(family, labels, before -> null);
  }

  private static boolean isGone(int flags) {
    return (flags & DataPointFlags.NO_RECORDED_VALUE_MASK) != 0;
  }

  private Times times(long start, long time) {
    return new Times(start <= time ? start : 0, time, now, target.hash());
  }

  private String labels(AttributesView attributes, String reserved) {
    TreeMap<String, String> all = new TreeMap<>();
    while (attributes.next()) {
      all.put(attributes.item().key(), attributes.item().value().asString());
    }
    all.putAll(target.onSeries());
    return Labels.text(Labels.of(translation, fixed, reserved, all));
  }
}
