package io.beltline.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.beltline.model.Metrics;
import io.beltline.model.Payload;
import io.beltline.model.Telemetry;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint.Buckets;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Requests of metrics, built and read by the official library. */
public final class MetricRequests {
  public static final AggregationTemporality DELTA =
      AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;
  public static final AggregationTemporality CUMULATIVE =
      AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE;

  /** When the fake clock starts. */
  private static final long START = 1_767_225_600_000_000_000L;

  private MetricRequests() {}

  /** So many seconds after the fake clock's start, Unix nanoseconds. */
  public static long at(double seconds) {
    return START + Math.round(seconds * 1e9);
  }

  public static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  /** Metrics of one resource and scope. */
  public static Telemetry of(Metric... metrics) {
    return of(List.of(attribute("host.name", "a")), metrics);
  }

  public static Telemetry of(List<KeyValue> resource, Metric... metrics) {
    return of(
        ExportMetricsServiceRequest.newBuilder()
            .addResourceMetrics(
                ResourceMetrics.newBuilder()
                    .setResource(Resource.newBuilder().addAllAttributes(resource))
                    .addScopeMetrics(
                        ScopeMetrics.newBuilder()
                            .setScope(InstrumentationScope.newBuilder().setName("lib"))
                            .addAllMetrics(Arrays.asList(metrics))))
            .build());
  }

  public static Telemetry of(ExportMetricsServiceRequest request) {
    return new Metrics(Payload.of(request.toByteArray()));
  }

  /** A sum that only grows. */
  public static Metric sum(AggregationTemporality temporality, NumberDataPoint... points) {
    return sum(temporality, true, points);
  }

  public static Metric sum(
      AggregationTemporality temporality, boolean monotonic, NumberDataPoint... points) {
    return Metric.newBuilder()
        .setName("requests")
        .setUnit("1")
        .setSum(
            io.opentelemetry.proto.metrics.v1.Sum.newBuilder()
                .setAggregationTemporality(temporality)
                .setIsMonotonic(monotonic)
                .addAllDataPoints(Arrays.asList(points)))
        .build();
  }

  public static Metric gauge(NumberDataPoint... points) {
    return Metric.newBuilder()
        .setName("level")
        .setGauge(Gauge.newBuilder().addAllDataPoints(Arrays.asList(points)))
        .build();
  }

  public static Metric histogram(AggregationTemporality temporality, HistogramDataPoint... points) {
    return Metric.newBuilder()
        .setName("latency")
        .setHistogram(
            Histogram.newBuilder()
                .setAggregationTemporality(temporality)
                .addAllDataPoints(Arrays.asList(points)))
        .build();
  }

  public static Metric exponential(
      AggregationTemporality temporality, ExponentialHistogramDataPoint... points) {
    return Metric.newBuilder()
        .setName("size")
        .setExponentialHistogram(
            ExponentialHistogram.newBuilder()
                .setAggregationTemporality(temporality)
                .addAllDataPoints(Arrays.asList(points)))
        .build();
  }

  public static NumberDataPoint.Builder number(double start, double time) {
    return NumberDataPoint.newBuilder()
        .setStartTimeUnixNano(start < 0 ? 0 : at(start))
        .setTimeUnixNano(at(time));
  }

  /** A point with a whole number; a start below zero is none. */
  public static NumberDataPoint number(double start, double time, long value) {
    return number(start, time).setAsInt(value).build();
  }

  /** A point of buckets with the bounds 1, 2, ... */
  public static HistogramDataPoint.Builder histogram(double start, double time, long... counts) {
    HistogramDataPoint.Builder point =
        HistogramDataPoint.newBuilder()
            .setStartTimeUnixNano(start < 0 ? 0 : at(start))
            .setTimeUnixNano(at(time));
    for (int i = 0; i < counts.length; i++) {
      point.addBucketCounts(counts[i]);
      if (i > 0) {
        point.addExplicitBounds(i);
      }
    }
    return point.setCount(Arrays.stream(counts).sum());
  }

  /** A point with positive buckets from an offset. */
  public static ExponentialHistogramDataPoint.Builder exponential(
      double start, double time, int scale, int offset, long... counts) {
    return ExponentialHistogramDataPoint.newBuilder()
        .setStartTimeUnixNano(start < 0 ? 0 : at(start))
        .setTimeUnixNano(at(time))
        .setScale(scale)
        .setPositive(buckets(offset, counts))
        .setCount(Arrays.stream(counts).sum());
  }

  public static Buckets buckets(int offset, long... counts) {
    Buckets.Builder buckets = Buckets.newBuilder().setOffset(offset);
    Arrays.stream(counts).forEach(buckets::addBucketCounts);
    return buckets.build();
  }

  /** The metrics of a request, which is checked. */
  public static List<Metric> metrics(Telemetry telemetry) {
    ExportMetricsServiceRequest request;
    try {
      request =
          ExportMetricsServiceRequest.parseFrom(telemetry.payload().contiguous().toByteArray());
    } catch (InvalidProtocolBufferException broken) {
      throw new AssertionError(broken);
    }
    List<Metric> metrics = new ArrayList<>();
    for (ResourceMetrics resource : request.getResourceMetricsList()) {
      assertThat(resource.getScopeMetricsList()).isNotEmpty();
      for (ScopeMetrics scope : resource.getScopeMetricsList()) {
        assertThat(scope.getMetricsList()).isNotEmpty();
        metrics.addAll(scope.getMetricsList());
      }
    }
    metrics.forEach(MetricRequests::check);
    return metrics;
  }

  /** Checks what the protocol says of points beyond their encoding. */
  private static void check(Metric metric) {
    assertThat(metric.getUnknownFields().asMap()).isEmpty();
    for (HistogramDataPoint point : metric.getHistogram().getDataPointsList()) {
      assertThat(point.getTimeUnixNano()).isGreaterThanOrEqualTo(point.getStartTimeUnixNano());
      if (point.getBucketCountsCount() > 0) {
        assertThat(point.getBucketCountsCount()).isEqualTo(point.getExplicitBoundsCount() + 1);
        assertThat(sum(point.getBucketCountsList())).isEqualTo(point.getCount());
      }
    }
    for (ExponentialHistogramDataPoint point :
        metric.getExponentialHistogram().getDataPointsList()) {
      assertThat(point.getTimeUnixNano()).isGreaterThanOrEqualTo(point.getStartTimeUnixNano());
      assertThat(
              sum(point.getPositive().getBucketCountsList())
                  + sum(point.getNegative().getBucketCountsList())
                  + point.getZeroCount())
          .isEqualTo(point.getCount());
    }
    for (NumberDataPoint point : metric.getSum().getDataPointsList()) {
      assertThat(point.getTimeUnixNano()).isGreaterThanOrEqualTo(point.getStartTimeUnixNano());
    }
  }

  private static long sum(List<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }
}
