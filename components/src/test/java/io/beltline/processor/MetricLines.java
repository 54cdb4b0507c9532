package io.beltline.processor;

import com.google.protobuf.InvalidProtocolBufferException;
import io.beltline.model.Metrics;
import io.beltline.model.Payload;
import io.beltline.model.Telemetry;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Metrics as one line a point, {@code gauge cpu{state=idle} 3}, written and read by protobuf-java,
 * which refuses what is no valid OTLP.
 *
 * <p>Kinds are {@code gauge}, {@code sum} (cumulative, only grows), {@code delta}, {@code
 * histogram}, {@code exponential}, {@code summary} and {@code empty}. Values with a point are
 * floating-point numbers. Lines of one name that follow each other are points of one metric.
 */
public final class MetricLines {
  private MetricLines() {}

  /** A request with one resource and scope, of gauges and sums. */
  public static Metrics of(String... lines) {
    ResourceMetrics.Builder resource = ResourceMetrics.newBuilder();
    var scope = resource.addScopeMetricsBuilder();
    Metric.Builder metric = null;
    for (String line : lines) {
      String kind = line.substring(0, line.indexOf(' '));
      String name = line.substring(line.indexOf(' ') + 1, line.indexOf('{'));
      if (metric == null || !metric.getName().equals(name)) {
        metric = scope.addMetricsBuilder().setName(name);
      }
      NumberDataPoint point = point(line);
      switch (kind) {
        case "gauge" -> metric.getGaugeBuilder().addDataPoints(point);
        case "sum", "delta" ->
            metric
                .getSumBuilder()
                .setIsMonotonic(kind.equals("sum"))
                .setAggregationTemporalityValue(kind.equals("sum") ? 2 : 1)
                .addDataPoints(point);
        default -> throw new IllegalArgumentException(line);
      }
    }
    return of(resource.build());
  }

  /** A request with one scope of metrics. */
  public static Metrics of(Metric... metrics) {
    ResourceMetrics.Builder resource = ResourceMetrics.newBuilder();
    resource.addScopeMetricsBuilder().addAllMetrics(Arrays.asList(metrics));
    return of(resource.build());
  }

  /** A request of resources. */
  public static Metrics of(ResourceMetrics... resources) {
    return new Metrics(
        Payload.of(
            ExportMetricsServiceRequest.newBuilder()
                .addAllResourceMetrics(Arrays.asList(resources))
                .build()
                .toByteArray()));
  }

  /** An attribute from {@code key=value}; digits are an integer. */
  public static KeyValue label(String text) {
    String value = text.substring(text.indexOf('=') + 1);
    AnyValue.Builder any = AnyValue.newBuilder();
    if (value.matches("\\d+")) {
      any.setIntValue(Long.parseLong(value));
    } else {
      any.setStringValue(value);
    }
    return KeyValue.newBuilder().setKey(text.substring(0, text.indexOf('='))).setValue(any).build();
  }

  private static NumberDataPoint point(String line) {
    NumberDataPoint.Builder point = NumberDataPoint.newBuilder().setTimeUnixNano(9);
    String labels = line.substring(line.indexOf('{') + 1, line.indexOf('}'));
    if (!labels.isEmpty()) {
      Arrays.stream(labels.split(",")).map(MetricLines::label).forEach(point::addAttributes);
    }
    String value = line.substring(line.indexOf('}') + 2);
    if (value.contains(".")) {
      return point.setAsDouble(Double.parseDouble(value)).build();
    }
    return value.equals("none") ? point.build() : point.setAsInt(Long.parseLong(value)).build();
  }

  /** The request as protobuf-java reads it. */
  public static ExportMetricsServiceRequest parse(Telemetry telemetry) {
    try {
      return ExportMetricsServiceRequest.parseFrom(telemetry.payload().contiguous().toByteArray());
    } catch (InvalidProtocolBufferException invalid) {
      throw new AssertionError("the output is no valid OTLP: " + invalid.getMessage(), invalid);
    }
  }

  /** Each point of a request, in order. */
  public static List<String> lines(Telemetry telemetry) {
    List<String> lines = new ArrayList<>();
    parse(telemetry)
        .getResourceMetricsList()
        .forEach(
            resource ->
                resource
                    .getScopeMetricsList()
                    .forEach(
                        scope ->
                            scope.getMetricsList().forEach(metric -> lines.addAll(lines(metric)))));
    return lines;
  }

  private static List<String> lines(Metric metric) {
    String name = " " + metric.getName();
    return switch (metric.getDataCase()) {
      case GAUGE ->
          metric.getGauge().getDataPointsList().stream()
              .map(p -> "gauge" + name + labels(p.getAttributesList()) + value(p))
              .toList();
      case SUM -> {
        String kind =
            metric.getSum().getAggregationTemporality()
                    == AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA
                ? "delta"
                : "sum";
        yield metric.getSum().getDataPointsList().stream()
            .map(p -> kind + name + labels(p.getAttributesList()) + value(p))
            .toList();
      }
      case HISTOGRAM ->
          metric.getHistogram().getDataPointsList().stream()
              .map(p -> "histogram" + name + labels(p.getAttributesList()) + value(p))
              .toList();
      case EXPONENTIAL_HISTOGRAM ->
          metric.getExponentialHistogram().getDataPointsList().stream()
              .map(p -> "exponential" + name + labels(p.getAttributesList()) + value(p))
              .toList();
      case SUMMARY ->
          metric.getSummary().getDataPointsList().stream()
              .map(p -> "summary" + name + labels(p.getAttributesList()) + " " + p.getCount())
              .toList();
      case DATA_NOT_SET -> List.of("empty" + name);
    };
  }

  private static String labels(List<KeyValue> attributes) {
    TreeMap<String, String> sorted = new TreeMap<>();
    attributes.forEach(
        label ->
            sorted.put(
                label.getKey(),
                label.getValue().hasIntValue()
                    ? String.valueOf(label.getValue().getIntValue())
                    : label.getValue().getStringValue()));
    return sorted.entrySet().stream()
        .map(label -> label.getKey() + "=" + label.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String value(NumberDataPoint point) {
    return switch (point.getValueCase()) {
      case AS_INT -> " " + point.getAsInt();
      case AS_DOUBLE -> " " + point.getAsDouble();
      case VALUE_NOT_SET -> " none";
    };
  }

  private static String value(HistogramDataPoint point) {
    return " "
        + point.getCount()
        + (point.hasSum() ? " sum " + point.getSum() : "")
        + (point.hasMin() ? " min " + point.getMin() : "")
        + (point.hasMax() ? " max " + point.getMax() : "")
        + " "
        + point.getExplicitBoundsList()
        + point.getBucketCountsList();
  }

  private static String value(ExponentialHistogramDataPoint point) {
    return " "
        + point.getCount()
        + (point.hasSum() ? " sum " + point.getSum() : "")
        + (point.hasMin() ? " min " + point.getMin() : "")
        + (point.hasMax() ? " max " + point.getMax() : "")
        + " scale "
        + point.getScale()
        + " zero "
        + point.getZeroCount()
        + " +"
        + point.getPositive().getOffset()
        + point.getPositive().getBucketCountsList()
        + " -"
        + point.getNegative().getOffset()
        + point.getNegative().getBucketCountsList();
  }
}
