package io.beltline.receiver.prometheus;

import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.ExportMetricsServiceRequestView;
import io.beltline.model.otlp.MetricView;
import java.util.Map;
import java.util.TreeMap;

/** The numbers of a request by metric and attributes: {@code hits_total{code=200}}. */
final class Told {
  private Told() {}

  static Map<String, Double> numbers(Telemetry telemetry) {
    Map<String, Double> all = new TreeMap<>();
    for (Slice chunk : telemetry.payload().chunks()) {
      ExportMetricsServiceRequestView request = new ExportMetricsServiceRequestView();
      request.wrap(chunk);
      for (var resource = request.resourceMetrics(); resource.next(); ) {
        for (var scope = resource.item().scopeMetrics(); scope.next(); ) {
          for (var metric = scope.item().metrics(); metric.next(); ) {
            add(metric.item(), all);
          }
        }
      }
    }
    return all;
  }

  private static void add(MetricView metric, Map<String, Double> all) {
    for (var point = metric.gauge().dataPoints(); point.next(); ) {
      all.put(
          metric.name() + attributes(point.item().attributes()),
          point.item().flags() == 1 ? null : point.item().asDouble());
    }
    for (var point = metric.sum().dataPoints(); point.next(); ) {
      all.put(
          metric.name() + attributes(point.item().attributes()),
          point.item().flags() == 1 ? null : point.item().asDouble());
    }
  }

  private static String attributes(AttributesView walk) {
    TreeMap<String, String> sorted = new TreeMap<>();
    while (walk.next()) {
      sorted.put(walk.key(), walk.value().asString());
    }
    return sorted.toString();
  }
}
