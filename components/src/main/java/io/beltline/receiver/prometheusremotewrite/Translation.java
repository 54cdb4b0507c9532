package io.beltline.receiver.prometheusremotewrite;

import io.beltline.components.otlp.Room;
import io.beltline.components.prometheus.incoming.Buckets;
import io.beltline.components.prometheus.incoming.IncomingExemplar;
import io.beltline.components.prometheus.incoming.IncomingHistogram;
import io.beltline.components.prometheus.incoming.PointProblem;
import io.beltline.components.prometheus.incoming.Points;
import io.beltline.model.Metrics;
import io.beltline.model.Payload;
import io.beltline.model.otlp.AggregationTemporality;
import io.beltline.model.otlp.ExponentialHistogramDataPointView;
import io.beltline.model.otlp.ExportMetricsServiceRequestView;
import io.beltline.model.otlp.HistogramDataPointView;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.model.otlp.ResourceMetricsView;
import io.beltline.model.otlp.ScopeMetricsView;
import io.beltline.model.otlp.WireWriter;
import io.beltline.receiver.prometheusremotewrite.Targets.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Makes OpenTelemetry's metrics of the series of a request. Used for one request. */
final class Translation {
  private static final String[] TYPES = {
    "unknown", "counter", "gauge", "histogram", "gaugehistogram", "summary", "info", "stateset"
  };
  private static final int COUNTER = 1;
  private static final int GAUGE = 2;
  private static final int MOST_PROBLEMS = 10;
  private static final int LONGEST_NAME = 200;

  /**
   * What a target with a scope, a metric and a point take on the heap and in OTLP, without texts.
   */
  private static final int GROUP = 640;

  private static final int METRIC = 256;
  private static final int POINT = 128;
  private static final int PAIR = 16;

  private record Scope(String name, String version) {}

  /** What the points of one metric have in common. */
  private record Metric(String name, int data, String type, String unit, String help) {}

  private final Targets targets;
  private final Room room;
  private final Map<Target, Map<Scope, Map<Metric, List<Consumer<WireWriter>>>>> all =
      new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private long samples;
  private long histograms;
  private long exemplars;
  private long refused;
  private long wrong;

  /**
   * A translation of nothing yet.
   *
   * @param targets what is known of targets, and learns of them
   * @param room asked before anything is made of a series
   */
  Translation(Targets targets, Room room) {
    this.targets = targets;
    this.room = room;
  }

  /** Takes a series, or notes what is wrong with it. */
  void series(IncomingSeries series) {
    String name = series.name();
    if (name.isEmpty()) {
      series.wrong("a series has no name");
    }
    if (!series.samples.isEmpty() && !series.histograms.isEmpty()) {
      series.wrong("a series has samples and histograms");
    }
    if (!series.problem.isEmpty()) {
      refuse(series, series.problem, series.samples.size() + series.histograms.size());
      return;
    }
    SortedMap<String, String> labels = new TreeMap<>(series.labels);
    labels.remove("__name__");
    labels.values().removeIf(String::isEmpty);
    Target target = new Target(take(labels, "job"), take(labels, "instance"));
    if (name.equals("target_info")) {
      targets.put(target, labels);
      samples += series.samples.size();
      return;
    }
    if (!series.hasPoints()) {
      return;
    }
    Scope scope = new Scope(take(labels, "otel_scope_name"), take(labels, "otel_scope_version"));
    Map<Metric, List<Consumer<WireWriter>>> metrics =
        all.computeIfAbsent(target, key -> scopes())
            .computeIfAbsent(scope, key -> new LinkedHashMap<>());
    numbers(series, labels, metrics);
    histograms(series, labels, metrics);
  }

  private Map<Scope, Map<Metric, List<Consumer<WireWriter>>>> scopes() {
    room.take(GROUP);
    return new LinkedHashMap<>();
  }

  private List<Consumer<WireWriter>> points(
      Map<Metric, List<Consumer<WireWriter>>> metrics, Metric metric) {
    return metrics.computeIfAbsent(
        metric,
        one -> {
          long texts = (long) one.name.length() + one.unit.length() + one.help.length();
          room.take(METRIC + RequestReader.WIDEST * texts);
          return new ArrayList<>();
        });
  }

  /** Each point of a series says its labels again. */
  private void room(Map<String, String> labels, int points) {
    room.take(points * (POINT + size(labels)));
  }

  private static long size(Map<String, String> labels) {
    long size = 0;
    for (Map.Entry<String, String> label : labels.entrySet()) {
      long texts = (long) label.getKey().length() + label.getValue().length();
      size += PAIR + RequestReader.WIDEST * texts;
    }
    return size;
  }

  private static String take(Map<String, String> labels, String name) {
    String value = labels.remove(name);
    return value == null ? "" : value;
  }

  private void refuse(IncomingSeries series, String why, int count) {
    refused += Math.max(1, count);
    wrong++;
    if (problems.size() < MOST_PROBLEMS) {
      String name = series.name();
      String named = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "...";
      problems.add(named.isEmpty() ? why : named + ": " + why);
    }
  }

  private void numbers(
      IncomingSeries series,
      SortedMap<String, String> labels,
      Map<Metric, List<Consumer<WireWriter>>> metrics) {
    if (series.samples.isEmpty()) {
      return;
    }
    boolean counts = series.type == COUNTER;
    String type = TYPES[series.type >= 0 && series.type < TYPES.length ? series.type : 0];
    // the series of a histogram or a summary are kept apart: the others may be in another request
    boolean alone = counts || series.type == GAUGE;
    Metric metric =
        new Metric(
            series.name(),
            counts ? MetricView.SUM : MetricView.GAUGE,
            alone ? type : "unknown",
            alone ? series.unit : "",
            series.help);
    List<Consumer<WireWriter>> points = points(metrics, metric);
    room(labels, series.samples.size());
    for (int i = 0; i < series.samples.size(); i++) {
      IncomingSeries.Sample sample = series.samples.get(i);
      boolean last = i == series.samples.size() - 1;
      List<IncomingExemplar> its = last ? series.exemplars : List.of();
      points.add(out -> number(out, labels, sample, counts, its));
    }
    samples += series.samples.size();
    exemplars += series.exemplars.size();
  }

  private void histograms(
      IncomingSeries series,
      SortedMap<String, String> labels,
      Map<Metric, List<Consumer<WireWriter>>> metrics) {
    for (int i = 0; i < series.histograms.size(); i++) {
      IncomingHistogram one = series.histograms.get(i);
      Buckets positive = one.positive();
      Buckets negative = one.negative();
      PointProblem problem = one.problem(positive, negative);
      if (!problem.isEmpty() || positive == null || negative == null) {
        refuse(series, problem.text(), 1);
        continue;
      }
      Metric metric =
          new Metric(
              series.name(),
              one.isCustom() ? MetricView.HISTOGRAM : MetricView.EXPONENTIAL_HISTOGRAM,
              "histogram",
              series.unit,
              series.help);
      boolean last = i == series.histograms.size() - 1;
      List<IncomingExemplar> its = last ? series.exemplars : List.of();
      room(labels, 1);
      room.take(2 * (positive.size() + negative.size()));
      points(metrics, metric)
          .add(
              one.isCustom()
                  ? out -> explicit(out, labels, one, positive, its)
                  : out -> exponential(out, labels, one, positive, negative, its));
      histograms++;
      exemplars += its.size();
    }
  }

  private static void number(
      WireWriter out,
      Map<String, String> labels,
      IncomingSeries.Sample sample,
      boolean counts,
      List<IncomingExemplar> exemplars) {
    Points.attributes(out, NumberDataPointView.ATTRIBUTES, labels);
    long start = counts ? nanos(sample.start()) : 0;
    Points.number(out, sample.value(), start, nanos(sample.time()), exemplars);
  }

  private static void explicit(
      WireWriter out,
      Map<String, String> labels,
      IncomingHistogram one,
      Buckets buckets,
      List<IncomingExemplar> exemplars) {
    Points.attributes(out, HistogramDataPointView.ATTRIBUTES, labels);
    Points.explicit(out, one, nanos(one.start()), nanos(one.time()), buckets, exemplars);
  }

  private static void exponential(
      WireWriter out,
      Map<String, String> labels,
      IncomingHistogram one,
      Buckets positive,
      Buckets negative,
      List<IncomingExemplar> exemplars) {
    Points.attributes(out, ExponentialHistogramDataPointView.ATTRIBUTES, labels);
    Points.exponential(
        out, one, nanos(one.start()), nanos(one.time()), positive, negative, exemplars);
  }

  private static long nanos(long millis) {
    return millis * 1_000_000;
  }

  /** The metrics of all series that were taken. */
  Metrics metrics() {
    WireWriter out = new WireWriter(4096);
    all.forEach((target, scopes) -> resource(out, target, scopes));
    return new Metrics(Payload.of(out.toSlice()));
  }

  private void resource(
      WireWriter out, Target target, Map<Scope, Map<Metric, List<Consumer<WireWriter>>>> scopes) {
    int message = out.begin(ExportMetricsServiceRequestView.RESOURCE_METRICS);
    int resource = out.begin(ResourceMetricsView.RESOURCE);
    Map<String, String> attributes = targets.resource(target);
    room.take(size(attributes));
    Points.attributes(out, 1, attributes);
    out.end(resource);
    scopes.forEach(
        (scope, metrics) -> {
          int inner = out.begin(ResourceMetricsView.SCOPE_METRICS);
          int head = out.begin(ScopeMetricsView.SCOPE);
          if (!scope.name.isEmpty()) {
            out.string(1, scope.name);
          }
          if (!scope.version.isEmpty()) {
            out.string(2, scope.version);
          }
          out.end(head);
          metrics.forEach((metric, points) -> metric(out, metric, points));
          out.end(inner);
        });
    out.end(message);
  }

  private static void metric(WireWriter out, Metric metric, List<Consumer<WireWriter>> points) {
    int message = out.begin(ScopeMetricsView.METRICS);
    out.string(MetricView.NAME, metric.name);
    if (!metric.help.isEmpty()) {
      out.string(MetricView.DESCRIPTION, metric.help);
    }
    if (!metric.unit.isEmpty()) {
      out.string(MetricView.UNIT, metric.unit);
    }
    int data = out.begin(metric.data);
    for (Consumer<WireWriter> point : points) {
      int one = out.begin(1);
      point.accept(out);
      out.end(one);
    }
    if (metric.data != MetricView.GAUGE) {
      out.varint(2, AggregationTemporality.CUMULATIVE);
    }
    if (metric.data == MetricView.SUM) {
      out.bool(3, true);
    }
    out.end(data);
    Points.attribute(out, MetricView.METADATA, "prometheus.type", metric.type);
    out.end(message);
  }

  /** Samples that were taken. */
  long samples() {
    return samples;
  }

  /** Native histograms that were taken. */
  long histograms() {
    return histograms;
  }

  /** Exemplars that were taken. */
  long exemplars() {
    return exemplars;
  }

  /** Samples and histograms that were refused. */
  long refused() {
    return refused;
  }

  /** What was wrong, in words for the sender. */
  String problems() {
    long more = wrong - problems.size();
    return String.join("; ", problems) + (more > 0 ? "; and " + more + " more" : "");
  }
}
