package io.beltline.exporter.prometheusremotewrite;

import io.beltline.components.prometheus.Kind;
import io.beltline.components.prometheus.Names;
import io.beltline.components.prometheus.Translation;
import io.beltline.components.prometheus.Units;
import io.beltline.exporter.prometheusremotewrite.Losses.Reason;
import io.beltline.exporter.prometheusremotewrite.SeriesMemory.Metric;
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
import io.beltline.model.otlp.WireWriter;
import org.jspecify.annotations.Nullable;

/** Walks the points of a request into a plan. Used by one thread for one request. */
final class Intake {
  /** What the Prometheus receiver says a metric was. */
  private static final String TYPE_KEY = "prometheus.type";

  /** How often the same target_info is sent: often enough to be found by every query. */
  private static final long TARGET_PAUSE_MILLIS = 30_000;

  private static final Metric NONE = new Metric(0, new SeriesMetadata("", Kind.UNKNOWN, "", ""));

  private final PrometheusRemoteWriteExporterConfig config;
  private final Translation translation;
  private final PointLabels labels;
  private final SeriesMemory memory;
  private final WireWriter key = new WireWriter(256);
  private final Latest latest;
  private final Losses losses;
  private final long tenant;
  private final Plan plan = new Plan();
  private final PointSeries series;
  private Metric metric = NONE;
  private MetricView named = new MetricView();
  private int item;
  private long newest;

  /**
   * Takes nothing yet.
   *
   * @param memory what was made of points before, begun for this request
   * @param latest what was sent before
   * @param tenant what the keys of series are mixed with, see {@link Tenant}
   */
  Intake(
      PrometheusRemoteWriteExporterConfig config,
      SeriesMemory memory,
      Latest latest,
      Losses losses,
      long tenant) {
    this.memory = memory;
    this.config = config;
    this.tenant = tenant;
    this.translation = config.translation();
    this.labels = new PointLabels(config, memory);
    this.latest = latest;
    this.losses = losses;
    this.series = new PointSeries(config, losses);
  }

  /** What becomes of all points that were taken. */
  Plan plan() {
    return plan;
  }

  /** Takes one request, or one of several that travel together. */
  void request(Slice bytes) {
    var request = new ExportMetricsServiceRequestView();
    request.wrap(bytes);
    var scopes = new Cursor<>(new ScopeMetricsView());
    var metrics = new Cursor<>(new MetricView());
    for (var all = request.resourceMetrics(new Cursor<>(new ResourceMetricsView())); all.next(); ) {
      labels.resource(all.item().resource());
      newest = Latest.UNKNOWN;
      for (all.item().scopeMetrics(scopes); scopes.next(); ) {
        labels.scope(scopes.item());
        for (scopes.item().metrics(metrics); metrics.next(); ) {
          metric(metrics.item());
        }
      }
      target();
    }
  }

  /** One series tells of the resource. */
  private void target() {
    Known told = labels.ofTarget();
    if (told == null || newest == Latest.UNKNOWN) {
      return;
    }
    long key = told.key() ^ tenant;
    long before = latest.time(key);
    if (before != Latest.UNKNOWN && newest < before + TARGET_PAUSE_MILLIS) {
      return;
    }
    Group group = plan.group(key, labels.source());
    if (group.add(-1, newest)) {
      String family = told.named().get("__name__");
      SeriesMetadata about = new SeriesMetadata(family, Kind.INFO, "Target metadata", "");
      group.series(told, about).add(new FloatSample(newest, 1, 0));
    }
  }

  private void metric(MetricView view) {
    named = view;
    switch (view.dataCase()) {
      case MetricView.GAUGE -> {
        AnyValueView original = view.metadata().find(TYPE_KEY);
        boolean known = original == null || !original.asString().equals("unknown");
        about(view, known ? Kind.GAUGE : Kind.UNKNOWN, Names.Type.GAUGE);
        numbers(view.gauge().dataPoints(new Cursor<>(new NumberDataPointView())));
      }
      case MetricView.SUM -> {
        var walk = view.sum().dataPoints(new Cursor<>(new NumberDataPointView()));
        if (isCumulative(view.sum().aggregationTemporality(), walk)) {
          if (view.sum().isMonotonic()) {
            about(view, Kind.COUNTER, Names.Type.COUNTER);
          } else {
            about(view, Kind.GAUGE, Names.Type.OTHER);
          }
          numbers(walk);
        }
      }
      case MetricView.HISTOGRAM -> {
        var walk = view.histogram().dataPoints(new Cursor<>(new HistogramDataPointView()));
        if (isCumulative(view.histogram().aggregationTemporality(), walk)) {
          about(view, Kind.HISTOGRAM, Names.Type.OTHER);
          histograms(walk);
        }
      }
      case MetricView.EXPONENTIAL_HISTOGRAM -> {
        var data = view.exponentialHistogram();
        var walk = data.dataPoints(new Cursor<>(new ExponentialHistogramDataPointView()));
        if (isCumulative(data.aggregationTemporality(), walk)) {
          about(view, Kind.HISTOGRAM, Names.Type.OTHER);
          exponentials(walk);
        }
      }
      case MetricView.SUMMARY -> {
        about(view, Kind.SUMMARY, Names.Type.OTHER);
        summaries(view.summary().dataPoints(new Cursor<>(new SummaryDataPointView())));
      }
      default -> {} // a metric without data has no points
    }
  }

  /** Goes on to a metric of a kind. */
  private void about(MetricView view, Kind kind, Names.Type type) {
    key.cut(0);
    key.string(4, kind.name());
    key.string(5, type.name());
    key.bytes(1, view.nameUtf8().toSlice());
    key.bytes(2, view.unitUtf8().toSlice());
    key.bytes(3, view.descriptionUtf8().toSlice());
    Slice bytes = key.toSlice();
    Metric found = memory.metrics().find(0, bytes.array(), bytes.offset(), bytes.end());
    if (found == null) {
      found = new Metric(memory.number(), metadata(view, kind, type));
      memory
          .metrics()
          .add(0, bytes.array(), bytes.offset(), bytes.end(), found, 4L * bytes.length());
    }
    metric = found;
    series.metadata(found.about());
  }

  private SeriesMetadata metadata(MetricView view, Kind kind, Names.Type type) {
    String family = Names.metric(translation, config.namespace(), view.name(), view.unit(), type);
    String per = Units.per(view.unit());
    String main = Units.main(view.unit());
    String unit = main.isEmpty() || per.isEmpty() ? main + per : main + "_" + per;
    return new SeriesMetadata(family, kind, view.description(), unit);
  }

  private boolean isCumulative(int temporality, Cursor<?> walk) {
    if (temporality == AggregationTemporality.CUMULATIVE) {
      return true;
    }
    boolean delta = temporality == AggregationTemporality.DELTA;
    refuse(delta ? Reason.DELTA : Reason.NO_TEMPORALITY, walk.remaining());
    return false;
  }

  private void numbers(Cursor<NumberDataPointView> walk) {
    while (walk.next()) {
      var point = walk.item();
      if (!series.isStale(point.flags()) && !point.hasAsInt() && !point.hasAsDouble()) {
        refuse(Reason.NO_VALUE, 1);
        continue;
      }
      Known own = labels.of(metric, point::attributes, "");
      Group group = admit(own, point.timeUnixNano());
      if (group != null) {
        series.number(group, own, point);
      }
    }
  }

  private void histograms(Cursor<HistogramDataPointView> walk) {
    while (walk.next()) {
      var point = walk.item();
      if (!series.isWellFormed(point)) {
        refuse(Reason.MALFORMED, 1);
        continue;
      }
      Known own = labels.of(metric, point::attributes, "le");
      Group group = admit(own, point.timeUnixNano());
      if (group != null) {
        series.histogram(group, own, point);
      }
    }
  }

  private void exponentials(Cursor<ExponentialHistogramDataPointView> walk) {
    while (walk.next()) {
      var point = walk.item();
      Known own = labels.of(metric, point::attributes, "le");
      Group group = admit(own, point.timeUnixNano());
      if (group != null) {
        series.exponential(group, own, point);
      }
    }
  }

  private void summaries(Cursor<SummaryDataPointView> walk) {
    while (walk.next()) {
      var point = walk.item();
      Known own = labels.of(metric, point::attributes, "quantile");
      Group group = admit(own, point.timeUnixNano());
      if (group != null) {
        series.summary(group, own, point);
      }
    }
  }

  /** Counts the next point in, and says what it travels with; null if it is not sent. */
  private @Nullable Group admit(Known own, long unixNanos) {
    if (unixNanos == 0) {
      refuse(Reason.NO_TIME, 1);
      return null;
    }
    long time = PointSeries.millis(unixNanos);
    long key = own.key() ^ tenant;
    long before = latest.time(key);
    boolean late = before != Latest.UNKNOWN && time < before;
    if (late && config.lateSamples() == LateSamples.DROP) {
      refuse(Reason.LATE, 1);
      return null;
    }
    Group group =
        time == before
            ? null
            : late ? plan.lateGroup(key, labels.source()) : plan.group(key, labels.source());
    if (group == null || !group.add(item, time)) {
      losses.add(Reason.REPEATED, 1, named.name());
      item++;
      return null;
    }
    item++;
    newest = late ? newest : Math.max(newest, time);
    return group;
  }

  private void refuse(Reason reason, int count) {
    String name = named.name();
    plan.refuse(item, count, name + " " + reason.words());
    losses.add(reason, count, name);
    item += count;
  }
}
