package io.beltline.verification;

import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.ExportMetricsServiceRequestView;
import io.beltline.model.otlp.HistogramDataPointView;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.model.otlp.SummaryDataPointView;
import java.util.Map;
import java.util.TreeMap;

/** The series of Prometheus that metrics of OpenTelemetry stand for, by name and labels. */
final class ScrapedSeries {
  private final Map<String, Double> all = new TreeMap<>();
  private String job = "";
  private String instance = "";

  private ScrapedSeries() {}

  static Map<String, Double> of(Telemetry metrics) {
    ScrapedSeries series = new ScrapedSeries();
    for (Slice chunk : metrics.payload().chunks()) {
      ExportMetricsServiceRequestView request = new ExportMetricsServiceRequestView();
      request.wrap(chunk);
      for (var resource = request.resourceMetrics(); resource.next(); ) {
        Map<String, String> attributes = labels(resource.item().resource().attributes());
        series.job = attributes.getOrDefault("service.name", "");
        series.instance = attributes.getOrDefault("service.instance.id", "");
        for (var scope = resource.item().scopeMetrics(); scope.next(); ) {
          for (var metric = scope.item().metrics(); metric.next(); ) {
            series.add(metric.item());
          }
        }
      }
    }
    return series.all;
  }

  /** A series' name and labels; bounds are compared as numbers. */
  static String key(Map<String, String> labels) {
    Map<String, String> sorted = new TreeMap<>(labels);
    for (String bound : new String[] {"le", "quantile"}) {
      sorted.computeIfPresent(bound, (name, text) -> Double.toString(number(text)));
    }
    return sorted.toString();
  }

  static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private void add(MetricView metric) {
    String name = metric.name();
    for (var p = metric.gauge().dataPoints(); p.next(); ) {
      number(name, p.item());
    }
    for (var p = metric.sum().dataPoints(); p.next(); ) {
      number(name, p.item());
      created(name.replaceAll("_total$", ""), p.item().attributes(), p.item().startTimeUnixNano());
    }
    for (var p = metric.histogram().dataPoints(); p.next(); ) {
      histogram(name, p.item());
    }
    for (var p = metric.summary().dataPoints(); p.next(); ) {
      summary(name, p.item());
    }
  }

  private void number(String name, NumberDataPointView point) {
    put(name, labels(point.attributes()), point.asDouble());
  }

  private void created(String name, AttributesView attributes, long start) {
    if (start != 0) {
      put(name + "_created", labels(attributes), start / 1e9);
    }
  }

  private void histogram(String name, HistogramDataPointView point) {
    Map<String, String> labels = labels(point.attributes());
    put(name + "_count", labels, point.count());
    if (point.hasSum()) {
      put(name + "_sum", labels, point.sum());
    }
    created(name, point.attributes(), point.startTimeUnixNano());
    long sum = 0;
    var bounds = point.explicitBounds();
    for (var counts = point.bucketCounts(); counts.next(); ) {
      sum += counts.asLong();
      boolean bounded = bounds.next();
      labels.put("le", bounded ? Double.toString(bounds.asDouble()) : "+Inf");
      put(name + "_bucket", labels, sum);
    }
  }

  private void summary(String name, SummaryDataPointView point) {
    Map<String, String> labels = labels(point.attributes());
    put(name + "_count", labels, point.count());
    put(name + "_sum", labels, point.sum());
    created(name, point.attributes(), point.startTimeUnixNano());
    for (var quantile = point.quantileValues(); quantile.next(); ) {
      labels.put("quantile", Double.toString(quantile.item().quantile()));
      put(name, labels, quantile.item().value());
    }
  }

  private void put(String name, Map<String, String> labels, double value) {
    Map<String, String> whole = new TreeMap<>(labels);
    whole.put("__name__", name);
    whole.put("job", job);
    whole.put("instance", instance);
    all.put(key(whole), value);
  }

  private static Map<String, String> labels(AttributesView walk) {
    Map<String, String> labels = new TreeMap<>();
    while (walk.next()) {
      labels.put(walk.key(), walk.value().asString());
    }
    return labels;
  }
}
