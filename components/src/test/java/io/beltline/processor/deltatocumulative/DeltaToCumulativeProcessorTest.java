package io.beltline.processor.deltatocumulative;

import static io.beltline.processor.MetricRequests.CUMULATIVE;
import static io.beltline.processor.MetricRequests.DELTA;
import static io.beltline.processor.MetricRequests.at;
import static io.beltline.processor.MetricRequests.attribute;
import static io.beltline.processor.MetricRequests.buckets;
import static io.beltline.processor.MetricRequests.exponential;
import static io.beltline.processor.MetricRequests.histogram;
import static io.beltline.processor.MetricRequests.number;
import static io.beltline.processor.MetricRequests.sum;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ComponentId;
import io.beltline.extension.Configs;
import io.beltline.processor.MetricRequests;
import io.beltline.processor.ProcessorStage;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeltaToCumulativeProcessorTest {
  private static final int NO_RECORDED_VALUE = 1;

  private final ProcessorStage<DeltaToCumulativeConfig> stage =
      new ProcessorStage<>(new DeltaToCumulativeFactory());

  private NumberDataPoint total(NumberDataPoint point) {
    Metric metric = requireNonNull(stage.through(sum(DELTA, point)), "passed on");
    assertThat(metric.getSum().getAggregationTemporality()).isEqualTo(CUMULATIVE);
    return metric.getSum().getDataPoints(0);
  }

  private void dropped(NumberDataPoint point, String reason, String error) {
    assertThat(stage.through(sum(DELTA, point))).isNull();
    assertThat(stage.booked(reason)).isEqualTo(1);
    assertThat(
            stage
                .settings
                .meter()
                .count("otelcol_deltatocumulative_datapoints", Map.of("error", error)))
        .isEqualTo(1);
  }

  @Test
  void pointsAreAddedUp() {
    stage.start("{}");
    assertThat(total(number(1, 10, 3))).isEqualTo(number(1, 10, 3));
    Exemplar exemplar = Exemplar.newBuilder().setAsInt(4).build();
    NumberDataPoint second = number(10, 20, 4).toBuilder().addExemplars(exemplar).build();
    assertThat(total(second))
        .isEqualTo(number(1, 20, 7).toBuilder().addExemplars(exemplar).build());
    assertThat(total(number(40, 50, -5)).getAsInt()).isEqualTo(2); // a gap is no end
    assertThat(total(number(50, 60).setAsDouble(0.5).build()).getAsDouble()).isEqualTo(2.5);
    assertThat(stage.settings.meter().count("otelcol_deltatocumulative_datapoints")).isEqualTo(4);
    assertThat(gauge("tracked")).isEqualTo(1);
    assertThat(gauge("limit")).isEqualTo(1_000_000);
    assertThat(gauge("max_stale")).isEqualTo(300);
  }

  private double gauge(String what) {
    return stage.settings.meter().gauge("otelcol_deltatocumulative_streams_" + what, Map.of());
  }

  @Test
  void whatIsOutOfOrderIsDropped() {
    stage.start("{}");
    total(number(5, 10, 3));
    dropped(number(1, 12, 4), "older_start", "delta.ErrOlderStart");
    dropped(number(5, 10, 4), "out_of_order", "delta.ErrOutOfOrder");
    assertThat(total(number(10, 11, 1)).getAsInt()).isEqualTo(4);
  }

  @Test
  void furtherSeriesAreDroppedUntilOthersAreStale() {
    stage.start("{max_streams: 1, max_stale: 1m}");
    total(number(1, 2, 3));
    NumberDataPoint other = number(1, 2, 5).toBuilder().addAttributes(attribute("a", "b")).build();
    dropped(other, "limit", "limit");
    stage.clock.advance(Duration.ofMinutes(2));
    assertThat(total(other)).isEqualTo(other);
    stage.clock.advance(Duration.ofMinutes(2));
    assertThat(total(number(100, 200, 3)).getAsInt()).isEqualTo(3); // and begins anew
  }

  @Test
  void histograms() {
    stage.start("{}");
    HistogramDataPoint first = histogram(1, 10, 1, 2).setSum(2).setMin(0.5).setMax(3).build();
    assertThat(one(first)).isEqualTo(first);
    assertThat(one(histogram(10, 20, 0, 4).setSum(9).setMin(2).setMax(4).build()))
        .isEqualTo(histogram(1, 20, 1, 6).setSum(11).setMin(0.5).setMax(4).build());
    assertThat(one(histogram(20, 30, 1, 0).setMax(1).build()))
        .isEqualTo(histogram(1, 30, 2, 6).setMax(4).build());
    HistogramDataPoint others = histogram(30, 40, 1, 2, 3).setSum(5).build();
    assertThat(one(others)).isEqualTo(others);
    assertThat(one(histogram(40, 50, 1, 1, 1).setSum(2).build()))
        .isEqualTo(histogram(30, 50, 2, 3, 4).setSum(7).build());
  }

  private HistogramDataPoint one(HistogramDataPoint point) {
    Metric metric = requireNonNull(stage.through(histogram(DELTA, point)), "passed on");
    assertThat(metric.getHistogram().getAggregationTemporality()).isEqualTo(CUMULATIVE);
    return metric.getHistogram().getDataPoints(0);
  }

  @Test
  void exponentialHistogramsOfDifferentScales() {
    stage.start("{}");
    ExponentialHistogramDataPoint first =
        exponential(1, 10, 1, 4, 1, 2).setSum(3).setMin(4.5).setMax(7).build();
    assertThat(one(first)).isEqualTo(first);
    assertThat(one(exponential(10, 20, 0, 1, 5, 6).setSum(1).setMin(3).setMax(8).build()))
        .isEqualTo(exponential(1, 20, 0, 1, 5, 9).setSum(4).setMin(3).setMax(8).build());
    assertThat(one(exponential(20, 30, 2, -3, 1).setNegative(buckets(-1, 7)).setCount(8).build()))
        .isEqualTo(
            exponential(1, 30, 0, -1, 1, 0, 5, 9).setNegative(buckets(-1, 7)).setCount(22).build());
  }

  @Test
  void exponentialHistogramsKeepAHundredAndSixtyBuckets() {
    stage.start("{}");
    one(exponential(1, 10, 3, 0, 1).build());
    assertThat(one(exponential(10, 20, 3, 159, 1).build()).getScale()).isEqualTo(3);
    ExponentialHistogramDataPoint coarser = one(exponential(20, 30, 3, 160, 1).build());
    assertThat(coarser.getScale()).isEqualTo(2);
    assertThat(coarser.getPositive().getBucketCountsCount()).isEqualTo(81);
    ExponentialHistogramDataPoint far = one(exponential(30, 40, 20, Integer.MIN_VALUE, 1).build());
    assertThat(far.getPositive().getBucketCountsCount()).isBetween(2, 160);
    assertThat(far.getCount()).isEqualTo(4);
  }

  @Test
  void exponentialHistogramsWithDifferentZeros() {
    stage.start("{}");
    one(exponential(1, 10, 0, -2, 1, 2, 4).setZeroCount(8).setCount(15).build());
    assertThat( // 0.75 is in the middle of a bucket with numbers: its bound is 1
            one(
                exponential(10, 20, 0, 0, 16)
                    .setZeroThreshold(0.75)
                    .setZeroCount(32)
                    .setCount(48)
                    .build()))
        .isEqualTo(
            exponential(1, 20, 0, 0, 20).setZeroThreshold(1).setZeroCount(43).setCount(63).build());
    assertThat(one(exponential(20, 30, 0, -5, 1).setZeroThreshold(0.01).build()))
        .isEqualTo(
            exponential(1, 30, 0, 0, 20).setZeroThreshold(1).setZeroCount(44).setCount(64).build());
  }

  private ExponentialHistogramDataPoint one(ExponentialHistogramDataPoint point) {
    Metric metric = requireNonNull(stage.through(exponential(DELTA, point)), "passed on");
    assertThat(metric.getExponentialHistogram().getAggregationTemporality()).isEqualTo(CUMULATIVE);
    return metric.getExponentialHistogram().getDataPoints(0);
  }

  @Test
  void whatIsNoDeltaIsPassedOnAsItIs() {
    stage.start("{}");
    for (Metric metric :
        List.of(
            MetricRequests.gauge(number(1, 2, 3)),
            sum(CUMULATIVE, number(1, 2, 3)),
            histogram(CUMULATIVE, histogram(1, 2, 3, 4).build()),
            exponential(CUMULATIVE, exponential(1, 2, 3, 4, 5).build()))) {
      var in = MetricRequests.of(metric);
      stage.send(in);
      assertThat(stage.next.received().getLast().telemetry()).isSameAs(in);
    }
    assertThat(stage.settings.ledger().booked()).isEmpty();
  }

  @Test
  void pointsWithoutAValueBelongToTheirSeries() {
    stage.start("{}");
    NumberDataPoint none = number(10, 20).setFlags(NO_RECORDED_VALUE).build();
    assertThat(total(none)).isEqualTo(none);
    total(number(1, 10, 3));
    assertThat(total(none)).isEqualTo(none.toBuilder().setStartTimeUnixNano(at(1)).build());
    assertThat(total(number(10, 20).setAsDouble(Double.NaN).build()).getAsDouble()).isNaN();
    assertThat(total(number(20, 30, 4)).getAsInt()).isEqualTo(7);
  }

  @Test
  void configuration() {
    assertThat(Configs.bind(DeltaToCumulativeConfig.class, "{}"))
        .isEqualTo(new DeltaToCumulativeConfig(Duration.ofMinutes(5), 1_000_000, null));
    assertThat(
            Configs.bind(
                DeltaToCumulativeConfig.class,
                "{max_stale: 1h, max_streams: 9223372036854775807, storage: file_storage}"))
        .isEqualTo(
            new DeltaToCumulativeConfig(
                Duration.ofHours(1), Long.MAX_VALUE, ComponentId.parse("file_storage")));
    assertThat(Configs.problems(DeltaToCumulativeConfig.class, "max_stale: 0s\nmax_streams: -1\n"))
        .satisfiesExactly(
            p -> assertThat(p).startsWith("1: max_stale: must be positive"),
            p -> assertThat(p).startsWith("2: max_streams: must be 1 or more"));
    assertThat(new DeltaToCumulativeFactory().aliases()).containsExactly("deltatocumulative");
  }
}
