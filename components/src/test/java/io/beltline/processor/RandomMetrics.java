package io.beltline.processor;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Random metrics of all kinds in which few names, labels and times come again and again. */
public final class RandomMetrics {
  private static final String[] NAMES = {"m1", "m2", "sys.cpu", "sys.mem", "Ünit", ""};
  private static final String[] KEYS = {"a", "b", "host", "Ü"};
  private static final double[] DOUBLES = {0, 1.5, -2.25, 1e300, Double.NaN, -0.0};

  private final Random random;

  /** The same for the same seed. */
  public RandomMetrics(long seed) {
    random = new Random(seed);
  }

  /** A request. */
  public ExportMetricsServiceRequest request() {
    ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
    for (int r = random.nextInt(3); r >= 0; r--) {
      var resource = request.addResourceMetricsBuilder();
      resource.getResourceBuilder().addAllAttributes(attributes());
      for (int s = random.nextInt(3); s >= 0; s--) {
        ScopeMetrics.Builder scope = resource.addScopeMetricsBuilder();
        for (int m = random.nextInt(6); m >= 0; m--) {
          scope.addMetrics(metric());
        }
      }
      resource.setUnknownFields(unknown());
    }
    return request.setUnknownFields(unknown()).build();
  }

  private Metric metric() {
    Metric.Builder metric =
        Metric.newBuilder()
            .setName(NAMES[random.nextInt(NAMES.length)])
            .setUnit(random.nextInt(4) == 0 ? "s" : "")
            .setUnknownFields(unknown());
    int points = random.nextInt(6);
    int temporality = random.nextInt(3);
    switch (random.nextInt(6)) {
      case 0 -> metric.getGaugeBuilder().addAllDataPoints(numbers(points));
      case 1 ->
          metric
              .getSumBuilder()
              .setIsMonotonic(random.nextBoolean())
              .setAggregationTemporalityValue(temporality)
              .addAllDataPoints(numbers(points));
      case 2 ->
          metric
              .getHistogramBuilder()
              .setAggregationTemporalityValue(temporality)
              .addAllDataPoints(histograms(points));
      case 3 ->
          metric
              .getExponentialHistogramBuilder()
              .setAggregationTemporalityValue(temporality)
              .addAllDataPoints(exponentials(points));
      case 4 -> metric.getSummaryBuilder().addAllDataPoints(summaries(points));
      default -> {}
    }
    return metric.build();
  }

  /** Points of a gauge or sum. */
  public List<NumberDataPoint> numbers(int count) {
    return IntStream.range(0, count).mapToObj(_ -> number()).toList();
  }

  private NumberDataPoint number() {
    NumberDataPoint.Builder point =
        NumberDataPoint.newBuilder()
            .addAllAttributes(attributes())
            .setTimeUnixNano(random.nextInt(2))
            .setStartTimeUnixNano(random.nextInt(2))
            .addAllExemplars(exemplars())
            .setUnknownFields(unknown());
    switch (random.nextInt(5)) {
      case 0 -> point.setFlags(1);
      case 1, 2 -> point.setAsInt(random.nextInt(20) - 10L);
      default -> point.setAsDouble(DOUBLES[random.nextInt(3)]);
    }
    return point.build();
  }

  /** Points of a histogram. */
  public List<HistogramDataPoint> histograms(int count) {
    List<HistogramDataPoint> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int bounds = random.nextInt(3);
      HistogramDataPoint.Builder point =
          HistogramDataPoint.newBuilder()
              .addAllAttributes(attributes())
              .setTimeUnixNano(random.nextInt(2))
              .setStartTimeUnixNano(random.nextInt(2))
              .addAllExemplars(exemplars())
              .setUnknownFields(unknown());
      long total = 0;
      for (int b = 0; b <= bounds; b++) {
        long inBucket = random.nextInt(3);
        point.addBucketCounts(inBucket);
        total += inBucket;
        if (b < bounds) {
          point.addExplicitBounds(b);
        }
      }
      point.setCount(total);
      if (random.nextInt(4) > 0) {
        point.setSum(random.nextInt(9));
      }
      if (random.nextBoolean()) {
        point.setMin(random.nextInt(4)).setMax(random.nextInt(4) + 4);
      }
      points.add(point.build());
    }
    return points;
  }

  /** Points of an exponential histogram. */
  public List<ExponentialHistogramDataPoint> exponentials(int count) {
    List<ExponentialHistogramDataPoint> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ExponentialHistogramDataPoint.Builder point =
          ExponentialHistogramDataPoint.newBuilder()
              .addAllAttributes(attributes())
              .setTimeUnixNano(random.nextInt(2))
              .setStartTimeUnixNano(random.nextInt(2))
              .addAllExemplars(exemplars())
              .setScale(random.nextInt(5) - 2)
              .setZeroCount(random.nextInt(2))
              .setSum(random.nextInt(9))
              .setUnknownFields(unknown());
      long total = point.getZeroCount();
      for (var side : List.of(point.getPositiveBuilder(), point.getNegativeBuilder())) {
        side.setOffset(random.nextInt(8) == 0 ? random.nextInt() : random.nextInt(40) - 20);
        for (int b = random.nextInt(5); b > 0; b--) {
          long inBucket = random.nextInt(3);
          side.addBucketCounts(inBucket);
          total += inBucket;
        }
      }
      points.add(point.setCount(total).build());
    }
    return points;
  }

  private List<SummaryDataPoint> summaries(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                SummaryDataPoint.newBuilder()
                    .addAllAttributes(attributes())
                    .setCount(i)
                    .setUnknownFields(unknown())
                    .build())
        .toList();
  }

  private List<Exemplar> exemplars() {
    return random.nextInt(3) > 0
        ? List.of()
        : List.of(Exemplar.newBuilder().setAsInt(random.nextInt(9)).build());
  }

  /** Attributes of different keys in any order. */
  private List<KeyValue> attributes() {
    List<String> keys = new ArrayList<>(List.of(KEYS));
    java.util.Collections.shuffle(keys, random);
    return keys.stream()
        .limit(random.nextInt(3))
        .map(key -> KeyValue.newBuilder().setKey(key).setValue(value()).build())
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private AnyValue value() {
    return switch (random.nextInt(8)) {
      case 0 -> AnyValue.newBuilder().setIntValue(random.nextInt(2)).build();
      case 1 -> AnyValue.newBuilder().setDoubleValue(DOUBLES[random.nextInt(6)]).build();
      case 2 -> AnyValue.getDefaultInstance();
      default -> AnyValue.newBuilder().setStringValue(random.nextBoolean() ? "x" : "y").build();
    };
  }

  private UnknownFieldSet unknown() {
    return random.nextInt(9) > 0
        ? UnknownFieldSet.getDefaultInstance()
        : UnknownFieldSet.newBuilder()
            .addField(
                999,
                UnknownFieldSet.Field.newBuilder()
                    .addLengthDelimited(ByteString.copyFromUtf8("kept"))
                    .build())
            .build();
  }
}
