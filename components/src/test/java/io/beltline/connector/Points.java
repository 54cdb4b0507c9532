package io.beltline.connector;

import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.ExponentialHistogramDataPointView;
import io.beltline.model.otlp.ExportMetricsServiceRequestView;
import io.beltline.model.otlp.HistogramDataPointView;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.NumberCursor;
import io.beltline.model.otlp.NumberDataPointView;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.TreeMap;

/** Metrics as one line a point, for tests. */
public final class Points {
  private Points() {}

  /**
   * Each point as {@code name{key=value, ...} value}; of histograms the value is {@code
   * count/sum[buckets]}.
   */
  public static List<String> lines(Telemetry metrics) {
    List<String> lines = new ArrayList<>();
    for (Slice chunk : metrics.payload().chunks()) {
      ExportMetricsServiceRequestView request = new ExportMetricsServiceRequestView();
      request.wrap(chunk);
      for (var resource = request.resourceMetrics(); resource.next(); ) {
        for (var scope = resource.item().scopeMetrics(); scope.next(); ) {
          for (var metric = scope.item().metrics(); metric.next(); ) {
            add(metric.item(), lines);
          }
        }
      }
    }
    return lines.stream().sorted().toList();
  }

  private static void add(MetricView metric, List<String> lines) {
    for (var p = metric.sum().dataPoints(); p.next(); ) {
      lines.add(metric.name() + attributes(p.item().attributes()) + " " + number(p.item()));
    }
    for (var p = metric.gauge().dataPoints(); p.next(); ) {
      lines.add(metric.name() + attributes(p.item().attributes()) + " " + number(p.item()));
    }
    for (var p = metric.histogram().dataPoints(); p.next(); ) {
      HistogramDataPointView point = p.item();
      lines.add(
          metric.name()
              + attributes(point.attributes())
              + " "
              + point.count()
              + "/"
              + point.sum()
              + numbers(point.bucketCounts()));
    }
    for (var p = metric.exponentialHistogram().dataPoints(); p.next(); ) {
      ExponentialHistogramDataPointView point = p.item();
      lines.add(
          metric.name()
              + attributes(point.attributes())
              + " "
              + point.count()
              + "/"
              + point.sum()
              + "@"
              + point.scale()
              + numbers(point.positive().bucketCounts()));
    }
  }

  private static String number(NumberDataPointView point) {
    return point.hasAsInt() ? String.valueOf(point.asInt()) : String.valueOf(point.asDouble());
  }

  private static String numbers(NumberCursor walk) {
    StringJoiner joined = new StringJoiner(",", "[", "]");
    while (walk.next()) {
      joined.add(String.valueOf(walk.asLong()));
    }
    return joined.toString();
  }

  private static String attributes(AttributesView walk) {
    TreeMap<String, String> sorted = new TreeMap<>();
    while (walk.next()) {
      sorted.put(walk.key(), walk.value().asString());
    }
    return sorted.toString();
  }
}
