package io.beltline.processor.cumulativetodelta;

import static io.beltline.processor.MetricRequests.CUMULATIVE;
import static io.beltline.processor.MetricRequests.DELTA;
import static io.beltline.processor.MetricRequests.at;
import static io.beltline.processor.MetricRequests.attribute;
import static io.beltline.processor.MetricRequests.buckets;
import static io.beltline.processor.MetricRequests.exponential;
import static io.beltline.processor.MetricRequests.gauge;
import static io.beltline.processor.MetricRequests.histogram;
import static io.beltline.processor.MetricRequests.number;
import static io.beltline.processor.MetricRequests.sum;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.processor.MetricRequests;
import io.beltline.processor.ProcessorStage;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CumulativeToDeltaProcessorTest {
  private static final int NO_RECORDED_VALUE = 1;

  private final ProcessorStage<CumulativeToDeltaConfig> stage =
      new ProcessorStage<>(new CumulativeToDeltaFactory());

  /** What came of the only point, or null. */
  private NumberDataPoint delta(NumberDataPoint point) {
    Metric metric = requireNonNull(stage.through(sum(CUMULATIVE, point)), "passed on");
    assertThat(metric.getSum().getAggregationTemporality()).isEqualTo(DELTA);
    assertThat(metric.getSum().getIsMonotonic()).isTrue();
    return metric.getSum().getDataPoints(0);
  }

  private void dropped(NumberDataPoint point, String reason) {
    long before = stage.booked(reason);
    assertThat(stage.through(sum(CUMULATIVE, point))).isNull();
    assertThat(stage.booked(reason)).isEqualTo(before + 1);
    assertThat(
            stage
                .settings
                .meter()
                .count(
                    "otelcol_cumulativetodelta_datapoints_dropped",
                    Map.of("metric_type", "sum", "reason", reason)))
        .isEqualTo(before + 1);
  }

  @Test
  void aPointBecomesWhatWasAddedSinceTheOneBefore() {
    stage.start("{}");
    dropped(number(-1, 10, 100), "initial");
    NumberDataPoint second = delta(number(-1, 20, 130));
    assertThat(second.getAsInt()).isEqualTo(30);
    assertThat(second.getStartTimeUnixNano()).isEqualTo(at(10));
    assertThat(second.getTimeUnixNano()).isEqualTo(at(20));
    assertThat(delta(number(-1, 30, 130)).getAsInt()).isZero();
    NumberDataPoint real = number(-1, 40).setAsDouble(131.5).build();
    assertThat(delta(real).getAsDouble()).isEqualTo(1.5);
    assertThat(stage.settings.meter().count("otelcol_cumulativetodelta_datapoints")).isEqualTo(3);
    assertThat(stage.settings.meter().gauge("otelcol_cumulativetodelta_streams_tracked", Map.of()))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "auto, 5, 10, true",
    "auto, 10, 10, false",
    "auto, -1, 10, false",
    "auto, -9, 10, false",
    "keep, -1, 10, true",
    "keep, 10, 10, true",
    "drop, 5, 10, false"
  })
  void firstPoints(String initial, double start, double time, boolean kept) {
    stage.start("{initial_value: " + initial + "}");
    NumberDataPoint.Builder point = number(start, time).setAsInt(7);
    if (start == -9) {
      point.setStartTimeUnixNano(at(-9)); // begun before anybody watched
    }
    if (kept) {
      assertThat(delta(point.build())).isEqualTo(point.build());
    } else {
      dropped(point.build(), "initial");
    }
    assertThat(delta(point.setTimeUnixNano(at(time + 1)).setAsInt(9).build()).getAsInt())
        .isEqualTo(2);
  }

  @Test
  void aCounterThatFallsHasBegunAnew() {
    stage.start("{}");
    dropped(number(-1, 10, 100), "initial");
    dropped(number(-1, 20, 5), "reset");
    assertThat(delta(number(-1, 30, 8)).getAsInt()).isEqualTo(3);
  }

  @Test
  void aStartOfItsOwnIsASeriesOfItsOwn() {
    stage.start("{}");
    assertThat(delta(number(1, 10, 100)).getAsInt()).isEqualTo(100);
    NumberDataPoint again = delta(number(15, 20, 120)); // would look like an increase of 20
    assertThat(again.getAsInt()).isEqualTo(120);
    assertThat(again.getStartTimeUnixNano()).isEqualTo(at(15));
    assertThat(delta(number(1, 21, 101)).getAsInt()).isEqualTo(1); // two sources, one series
    assertThat(delta(number(15, 22, 121)).getAsInt()).isEqualTo(1);
  }

  @Test
  void latePointsAndRepeatedOnesAreDropped() {
    stage.start("{}");
    delta(number(1, 10, 100));
    delta(number(1, 30, 130));
    dropped(number(1, 20, 110), "out_of_order");
    dropped(number(1, 30, 130), "out_of_order");
    assertThat(delta(number(1, 40, 131)).getAsInt()).isEqualTo(1);
  }

  @Test
  void histograms() {
    stage.start("{initial_value: keep}");
    HistogramDataPoint first = histogram(1, 10, 1, 2, 3).setSum(9).setMin(0.5).setMax(7).build();
    assertThat(one(first)).isEqualTo(first.toBuilder().clearMin().clearMax().build());
    HistogramDataPoint second = one(histogram(1, 20, 1, 4, 3).setSum(12).setMax(9).build());
    assertThat(second).isEqualTo(histogram(10, 20, 0, 2, 0).setSum(3).build());
    assertThat(one(histogram(1, 30, 1, 4, 4).build()).hasSum()).isFalse();
    assertThat(stage.through(histogram(CUMULATIVE, histogram(1, 40, 2, 2, 9).build()))).isNull();
    assertThat(stage.booked("reset")).isEqualTo(1);
    assertThat(one(histogram(1, 50, 2, 3, 9).build()).getBucketCountsList())
        .containsExactly(0L, 1L, 0L);
    assertThat(stage.through(histogram(CUMULATIVE, histogram(1, 60, 9, 9).build()))).isNull();
    assertThat(stage.booked("bucket_mismatch")).isEqualTo(1);
    assertThat(one(histogram(1, 70, 9, 10).build()).getCount()).isEqualTo(1);
  }

  private HistogramDataPoint one(HistogramDataPoint point) {
    Metric metric = requireNonNull(stage.through(histogram(CUMULATIVE, point)), "passed on");
    assertThat(metric.getHistogram().getAggregationTemporality()).isEqualTo(DELTA);
    return metric.getHistogram().getDataPoints(0);
  }

  @Test
  void exponentialHistograms() {
    stage.start("{initial_value: keep}");
    one(exponential(1, 10, 2, 4, 1, 2, 3, 4).setSum(9).build());
    ExponentialHistogramDataPoint second =
        one(exponential(1, 20, 2, 4, 1, 2, 5, 4, 0, 1).setSum(15).setMin(1).build());
    assertThat(second).isEqualTo(exponential(10, 20, 2, 6, 2, 0, 0, 1).setSum(6).build());
    ExponentialHistogramDataPoint coarser =
        one(exponential(1, 30, 1, 2, 3, 10, 1).build()); // 4+5, 6+7, 8+9
    assertThat(coarser).isEqualTo(exponential(20, 30, 1, 3, 1).build());
    assertThat(stage.through(exponential(CUMULATIVE, exponential(1, 40, 2, 4, 99).build())))
        .isNull();
    assertThat(stage.booked("reset")).isEqualTo(1);
  }

  @Test
  void exponentialHistogramsWithMoreZeros() {
    stage.start("{initial_value: keep}");
    one(
        exponential(1, 10, 0, 0, 5, 6)
            .setNegative(buckets(0, 1, 2))
            .setZeroCount(3)
            .setCount(17)
            .build());
    ExponentialHistogramDataPoint wider =
        one( // numbers up to 2 are zeros now
            exponential(1, 20, 0, 1, 7)
                .setNegative(buckets(1, 4))
                .setZeroThreshold(2)
                .setZeroCount(11)
                .setCount(22)
                .build());
    assertThat(wider)
        .isEqualTo(
            exponential(10, 20, 0, 1, 1)
                .setNegative(buckets(1, 2))
                .setZeroThreshold(2)
                .setZeroCount(2)
                .setCount(5)
                .build());
  }

  private ExponentialHistogramDataPoint one(ExponentialHistogramDataPoint point) {
    Metric metric = requireNonNull(stage.through(exponential(CUMULATIVE, point)), "passed on");
    assertThat(metric.getExponentialHistogram().getAggregationTemporality()).isEqualTo(DELTA);
    return metric.getExponentialHistogram().getDataPoints(0);
  }

  @Test
  void whatIsNoTotalIsPassedOnAsItIs() {
    stage.start("{}");
    for (Metric metric :
        List.of(
            gauge(number(1, 2, 3)),
            sum(DELTA, number(1, 2, 3)),
            sum(CUMULATIVE, false, number(1, 2, 3)),
            histogram(DELTA, histogram(1, 2, 3, 4).build()),
            exponential(DELTA, exponential(1, 2, 3, 4, 5).build()))) {
      var in = MetricRequests.of(metric);
      stage.send(in);
      assertThat(stage.next.received().getLast().telemetry()).isSameAs(in);
    }
    assertThat(stage.settings.ledger().booked()).isEmpty();
  }

  @Test
  void pointsWithoutAValue() {
    stage.start("{}");
    NumberDataPoint none = number(1, 2).setFlags(NO_RECORDED_VALUE).build();
    dropped(none, "no_recorded_value");
    NumberDataPoint odd = number(1, 2).setAsDouble(Double.NaN).build();
    assertThat(delta(odd)).isEqualTo(odd);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          include: {match_type: strict, metrics: [requests]} | requests
          include: {match_type: regexp, metrics: ['^l', 'q$']} | latency
          include: {metric_types: [Sum, exponentialhistogram]} | requests size
          exclude: {metric_types: [histogram]} | requests size
          exclude: {match_type: regexp, metrics: [e]} | nothing
          include: {match_type: regexp, metrics: [e]}, exclude: {match_type: strict, metrics: [size]} | requests latency
          """)
  void onlyChosenMetricsAreConverted(String choice, String names) {
    stage.start("{" + choice + "}");
    stage.send(
        sum(CUMULATIVE, number(1, 2, 3)),
        histogram(CUMULATIVE, histogram(1, 2, 3, 4).build()),
        exponential(CUMULATIVE, exponential(1, 2, 3, 4, 5).build()));
    assertThat(
            stage.sent().stream()
                .filter(metric -> !metric.toString().contains("TEMPORALITY_CUMULATIVE"))
                .map(Metric::getName))
        .containsExactly(names.equals("nothing") ? new String[0] : names.split(" "));
  }

  @Test
  void seriesAreToldByAllThatStandsAroundPoints() {
    stage.start("{}");
    NumberDataPoint ab =
        number(-1, 1).addAttributes(attribute("a", "1")).addAttributes(attribute("b", "2")).build();
    NumberDataPoint ba =
        number(-1, 2).addAttributes(attribute("b", "2")).addAttributes(attribute("a", "1")).build();
    Metric metric = sum(CUMULATIVE, ab);
    stage.send(MetricRequests.of(List.of(attribute("x", "1"), attribute("y", "2")), metric));
    stage.send(
        MetricRequests.of(List.of(attribute("y", "2"), attribute("x", "1")), sum(CUMULATIVE, ba)));
    assertThat(stage.sent()).hasSize(1);
    for (Metric other :
        List.of(
            metric.toBuilder().setName("other").build(),
            metric.toBuilder().setUnit("s").build(),
            sum(CUMULATIVE, ab.toBuilder().setAttributes(0, attribute("a", "2")).build()),
            sum(CUMULATIVE, ab.toBuilder().removeAttributes(1).build()))) {
      stage.send(MetricRequests.of(List.of(attribute("x", "1"), attribute("y", "2")), other));
    }
    stage.send(MetricRequests.of(List.of(attribute("x", "1")), metric));
    assertThat(stage.sent()).isEmpty();
    assertThat(stage.booked("initial")).isEqualTo(6);
  }
}
