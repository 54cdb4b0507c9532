package io.beltline.components.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import io.beltline.model.Slice;
import io.beltline.model.otlp.MetricView;
import io.beltline.processor.MetricLines;
import io.beltline.processor.RandomMetrics;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint.Buckets;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is aggregated is compared with what plain sums over protobuf-java's objects give. */
class PointAggregatorTest {
  private static final int CUMULATIVE = 2;
  private static final int DELTA = 1;

  private interface Parser<P> {
    P parse(byte[] bytes) throws InvalidProtocolBufferException;
  }

  private static <P extends MessageLite> List<P> aggregate(
      AggregationType type, int kind, int temporality, List<P> points, Parser<P> parser)
      throws InvalidProtocolBufferException {
    List<Slice> in = points.stream().map(point -> Slice.of(point.toByteArray())).toList();
    List<P> out = new ArrayList<>();
    for (Slice point : new PointAggregator(type).aggregate(kind, temporality, in)) {
      out.add(parser.parse(point.toByteArray()));
    }
    return out;
  }

  private static <P> Map<Object, List<P>> groups(List<P> points, Function<P, Object> key) {
    Map<Object, List<P>> groups = new LinkedHashMap<>();
    points.forEach(p -> groups.computeIfAbsent(key.apply(p), _ -> new ArrayList<>()).add(p));
    return groups;
  }

  private static Object labels(List<KeyValue> attributes) {
    return new HashSet<>(attributes);
  }

  @ParameterizedTest
  @CsvSource({
    "SUM,18,19.5",
    "MEAN,6,6.5",
    "MIN,3,3.5",
    "MAX,9,10.0",
    "COUNT,3,3.0",
    "MEDIAN,6,6.0"
  })
  void numbers(AggregationType type, long whole, double fraction)
      throws InvalidProtocolBufferException {
    List<NumberDataPoint> longs = List.of(number(6).build(), number(9).build(), number(3).build());
    assertThat(aggregate(type, MetricView.GAUGE, 0, longs, NumberDataPoint::parseFrom))
        .containsExactly(number(whole).build());
    List<NumberDataPoint> doubles =
        List.of(
            number(0).setAsDouble(6).build(),
            number(0).setAsDouble(10).build(),
            number(0).setAsDouble(3.5).build());
    assertThat(aggregate(type, MetricView.GAUGE, 0, doubles, NumberDataPoint::parseFrom))
        .containsExactly(number(0).setAsDouble(fraction).build());
  }

  private static NumberDataPoint.Builder number(long value) {
    return NumberDataPoint.newBuilder().setTimeUnixNano(5).setAsInt(value);
  }

  @Test
  void ofAnEvenNumberTheMedianIsBetweenTheMiddleOnes() throws InvalidProtocolBufferException {
    List<NumberDataPoint> points =
        List.of(number(1).build(), number(9).build(), number(4).build(), number(2).build());
    assertThat(
            aggregate(
                AggregationType.MEDIAN, MetricView.SUM, DELTA, points, NumberDataPoint::parseFrom))
        .containsExactly(number(3).build());
  }

  @Test
  void oneOfItsKindCountsOne() throws InvalidProtocolBufferException {
    assertThat(
            aggregate(
                AggregationType.COUNT,
                MetricView.SUM,
                CUMULATIVE,
                List.of(number(7).build()),
                NumberDataPoint::parseFrom))
        .containsExactly(number(1).build());
  }

  @Test
  void theFirstValueSaysWhatKindOfNumberItIsAndPointsWithoutOneAreLeftOut()
      throws InvalidProtocolBufferException {
    List<NumberDataPoint> points =
        List.of(
            number(0).clearValue().setFlags(1).build(),
            number(4).setStartTimeUnixNano(3).build(),
            number(0).setAsDouble(2.9).setStartTimeUnixNano(2).build());
    assertThat(
            aggregate(
                AggregationType.MIN,
                MetricView.SUM,
                CUMULATIVE,
                points,
                NumberDataPoint::parseFrom))
        .containsExactly(number(2).build());
    assertThat(
            aggregate(
                AggregationType.SUM,
                MetricView.SUM,
                CUMULATIVE,
                points.subList(1, 3),
                NumberDataPoint::parseFrom))
        .containsExactly(number(6).setStartTimeUnixNano(2).build());
  }

  @Test
  void labelsThatHashAlikeAreToldApart() throws InvalidProtocolBufferException {
    List<NumberDataPoint> points = new ArrayList<>();
    for (int i = 0; i < 4096; i++) {
      StringBuilder value = new StringBuilder();
      for (int bit = 0; bit < 12; bit++) {
        value.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      points.add(number(i).addAttributes(MetricLines.label("k=" + value)).build());
    }
    List<NumberDataPoint> twice = new ArrayList<>(points);
    twice.addAll(points);
    List<NumberDataPoint> out =
        aggregate(AggregationType.MAX, MetricView.GAUGE, 0, twice, NumberDataPoint::parseFrom);
    assertThat(new HashSet<>(out)).isEqualTo(new HashSet<>(points));
    assertThat(out).hasSameSizeAs(points);
  }

  @Property(tries = 500, seed = "20261128")
  void numbersAreSummedAsTheOracleDoes(@ForAll long seed) throws InvalidProtocolBufferException {
    List<NumberDataPoint> points = new RandomMetrics(seed).numbers(12);
    int temporality = seed % 2 == 0 ? DELTA : CUMULATIVE;
    List<NumberDataPoint> out =
        aggregate(
            AggregationType.SUM, MetricView.SUM, temporality, points, NumberDataPoint::parseFrom);
    Map<Object, List<NumberDataPoint>> groups =
        groups(
            points,
            p ->
                List.of(
                    labels(p.getAttributesList()),
                    p.getTimeUnixNano(),
                    temporality == DELTA ? p.getStartTimeUnixNano() : 0));
    assertThat(out).hasSameSizeAs(groups.values());
    int i = 0;
    for (List<NumberDataPoint> group : groups.values()) {
      NumberDataPoint merged = out.get(i++);
      List<NumberDataPoint> valued =
          group.stream().filter(p -> p.getValueCase().getNumber() != 0).toList();
      NumberDataPoint first = valued.isEmpty() ? group.getFirst() : valued.getFirst();
      assertThat(labels(merged.getAttributesList())).isEqualTo(labels(first.getAttributesList()));
      assertThat(merged.getExemplarsList()).isEqualTo(first.getExemplarsList());
      assertThat(merged.getUnknownFields()).isEqualTo(first.getUnknownFields());
      assertThat(merged.getStartTimeUnixNano())
          .isEqualTo(
              group.stream().mapToLong(NumberDataPoint::getStartTimeUnixNano).min().orElse(-1));
      assertThat(merged.getValueCase()).isEqualTo(first.getValueCase());
      if (first.hasAsInt()) {
        assertThat(merged.getAsInt())
            .isEqualTo(
                valued.stream()
                    .mapToLong(p -> p.hasAsInt() ? p.getAsInt() : (long) p.getAsDouble())
                    .sum());
      } else {
        double sum = 0;
        for (NumberDataPoint p : valued) {
          sum += p.hasAsInt() ? p.getAsInt() : p.getAsDouble();
        }
        assertThat(merged.getAsDouble()).isEqualTo(sum);
      }
    }
  }

  @Property(tries = 500, seed = "20261128")
  void histogramsAreAddedAsTheOracleDoes(@ForAll long seed) throws InvalidProtocolBufferException {
    List<HistogramDataPoint> points = new RandomMetrics(seed).histograms(20);
    List<HistogramDataPoint> out =
        aggregate(
            AggregationType.SUM,
            MetricView.HISTOGRAM,
            CUMULATIVE,
            points,
            HistogramDataPoint::parseFrom);
    Map<Object, List<HistogramDataPoint>> groups =
        groups(
            points,
            p ->
                List.of(
                    labels(p.getAttributesList()),
                    p.getTimeUnixNano(),
                    p.getExplicitBoundsList(),
                    p.hasMin()));
    assertThat(out).hasSameSizeAs(groups.values());
    int i = 0;
    for (List<HistogramDataPoint> group : groups.values()) {
      HistogramDataPoint merged = out.get(i++);
      List<HistogramDataPoint> valued = group.stream().filter(p -> p.getCount() > 0).toList();
      assertThat(merged.getCount())
          .isEqualTo(group.stream().mapToLong(HistogramDataPoint::getCount).sum());
      assertThat(merged.getBucketCountsList().stream().mapToLong(c -> c).sum())
          .isEqualTo(merged.getCount());
      assertThat(merged.getExplicitBoundsList())
          .isEqualTo(group.getFirst().getExplicitBoundsList());
      if (valued.size() > 1) {
        assertThat(merged.hasSum()).isEqualTo(valued.stream().allMatch(HistogramDataPoint::hasSum));
        if (merged.hasSum()) {
          assertThat(merged.getSum())
              .isEqualTo(valued.stream().mapToDouble(HistogramDataPoint::getSum).sum());
        }
        if (merged.hasMin()) {
          assertThat(merged.getMin())
              .isEqualTo(valued.stream().mapToDouble(HistogramDataPoint::getMin).min().orElse(-1));
          assertThat(merged.getMax())
              .isEqualTo(valued.stream().mapToDouble(HistogramDataPoint::getMax).max().orElse(-1));
        }
      }
      long exemplars = group.getFirst().getExemplarsCount();
      for (HistogramDataPoint point : group.subList(1, group.size())) {
        exemplars += point.getCount() == 0 ? 0 : point.getExemplarsCount();
      }
      assertThat(merged.getExemplarsCount()).isEqualTo(exemplars);
    }
  }

  @Property(tries = 500, seed = "20261128")
  void exponentialHistogramsAreAddedAsTheOracleDoes(@ForAll long seed)
      throws InvalidProtocolBufferException {
    List<ExponentialHistogramDataPoint> points = new RandomMetrics(seed).exponentials(20);
    List<ExponentialHistogramDataPoint> out =
        aggregate(
            AggregationType.SUM,
            MetricView.EXPONENTIAL_HISTOGRAM,
            CUMULATIVE,
            points,
            ExponentialHistogramDataPoint::parseFrom);
    Map<Object, List<ExponentialHistogramDataPoint>> groups =
        groups(points, p -> List.of(labels(p.getAttributesList()), p.getTimeUnixNano()));
    assertThat(out).hasSameSizeAs(groups.values());
    int i = 0;
    for (List<ExponentialHistogramDataPoint> group : groups.values()) {
      ExponentialHistogramDataPoint merged = out.get(i++);
      List<ExponentialHistogramDataPoint> valued =
          group.stream().filter(p -> p.getCount() > 0).toList();
      if (group.size() == 1 || valued.isEmpty()) {
        continue;
      }
      assertThat(merged.getCount())
          .isEqualTo(valued.stream().mapToLong(ExponentialHistogramDataPoint::getCount).sum());
      assertThat(merged.getZeroCount())
          .isEqualTo(valued.stream().mapToLong(ExponentialHistogramDataPoint::getZeroCount).sum());
      assertThat(merged.getPositive().getBucketCountsCount())
          .isLessThanOrEqualTo(ExponentialMerge.MAX_BUCKETS);
      TreeMap<Long, Long> positive = new TreeMap<>();
      TreeMap<Long, Long> negative = new TreeMap<>();
      for (ExponentialHistogramDataPoint point : valued) {
        assertThat(merged.getScale()).isLessThanOrEqualTo(point.getScale());
        int change = point.getScale() - merged.getScale();
        spread(point.getPositive(), change, positive);
        spread(point.getNegative(), change, negative);
      }
      TreeMap<Long, Long> found = new TreeMap<>();
      spread(merged.getPositive(), 0, found);
      assertThat(found).isEqualTo(positive);
      found.clear();
      spread(merged.getNegative(), 0, found);
      assertThat(found).isEqualTo(negative);
    }
  }

  /** The buckets that are not empty by their index in a coarser scale. */
  private static void spread(Buckets side, int change, TreeMap<Long, Long> buckets) {
    for (int b = 0; b < side.getBucketCountsCount(); b++) {
      if (side.getBucketCounts(b) > 0) {
        long index = Math.floorDiv((long) side.getOffset() + b, 1L << change);
        buckets.merge(index, side.getBucketCounts(b), Long::sum);
      }
    }
  }

  @Test
  void bucketsFarApartCoarsenTheScale() throws InvalidProtocolBufferException {
    ExponentialHistogramDataPoint.Builder low =
        ExponentialHistogramDataPoint.newBuilder().setCount(1).setScale(20).setSum(1);
    low.getPositiveBuilder().setOffset(Integer.MIN_VALUE).addBucketCounts(1);
    ExponentialHistogramDataPoint.Builder high =
        ExponentialHistogramDataPoint.newBuilder().setCount(2).setScale(Integer.MIN_VALUE);
    high.getPositiveBuilder().setOffset(Integer.MAX_VALUE).addBucketCounts(2);
    List<ExponentialHistogramDataPoint> out =
        aggregate(
            AggregationType.SUM,
            MetricView.EXPONENTIAL_HISTOGRAM,
            DELTA,
            List.of(low.build(), high.build()),
            ExponentialHistogramDataPoint::parseFrom);
    assertThat(out).hasSize(1);
    assertThat(out.getFirst().getCount()).isEqualTo(3);
    assertThat(out.getFirst().hasSum()).isFalse();
    assertThat(out.getFirst().getScale()).isEqualTo(Integer.MIN_VALUE);
    assertThat(out.getFirst().getPositive().getBucketCountsList().stream().mapToLong(c -> c).sum())
        .isEqualTo(3);
  }
}
