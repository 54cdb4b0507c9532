package io.beltline.processor.cardinalityguard;

import static io.beltline.processor.MetricRequests.CUMULATIVE;
import static io.beltline.processor.MetricRequests.DELTA;
import static io.beltline.processor.MetricRequests.attribute;
import static io.beltline.processor.MetricRequests.exponential;
import static io.beltline.processor.MetricRequests.gauge;
import static io.beltline.processor.MetricRequests.histogram;
import static io.beltline.processor.MetricRequests.number;
import static io.beltline.processor.MetricRequests.sum;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.extension.Configs;
import io.beltline.processor.MetricRequests;
import io.beltline.processor.ProcessorStage;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardinalityGuardProcessorTest {
  private static final KeyValue OVERFLOW =
      KeyValue.newBuilder()
          .setKey("otel.metric.overflow")
          .setValue(AnyValue.newBuilder().setBoolValue(true))
          .build();

  private final ProcessorStage<CardinalityGuardConfig> stage =
      new ProcessorStage<>(new CardinalityGuardFactory());

  private static NumberDataPoint of(String user, NumberDataPoint point) {
    return point.toBuilder().addAttributes(attribute("user", user)).build();
  }

  private static NumberDataPoint further(NumberDataPoint point) {
    return point.toBuilder().clearAttributes().addAttributes(OVERFLOW).build();
  }

  private List<NumberDataPoint> through(AggregationTemporality kind, NumberDataPoint... points) {
    return requireNonNull(stage.through(sum(kind, points))).getSum().getDataPointsList();
  }

  private long points(String outcome) {
    return stage
        .settings
        .meter()
        .count("beltline_cardinality_guard_points", Map.of("outcome", outcome));
  }

  @Test
  void itIsOffWhereThereAreFewSeries() {
    stage.start("{}");
    Metric metric = sum(DELTA, of("a", number(1, 2, 3)), of("b", number(1, 2, 4)));
    assertThat(stage.through(metric)).isEqualTo(metric);
    assertThat(points("kept")).isEqualTo(2);
    assertThat(stage.settings.meter().gauge("beltline_cardinality_guard_series", Map.of()))
        .isEqualTo(2);
  }

  @Test
  void furtherDeltasAreAddedUp() {
    stage.start("{limit: 1}");
    assertThat(
            through(
                DELTA,
                of("a", number(1, 5, 3)),
                of("b", number(2, 5, 4)),
                of("c", number(1, 6, 5)),
                of("a", number(5, 7, 1))))
        .containsExactly(
            of("a", number(1, 5, 3)), further(number(1, 6, 9)), of("a", number(5, 7, 1)));
    assertThat(through(DELTA, of("b", number(6, 7, 2)))).containsExactly(further(number(6, 7, 2)));
    assertThat(stage.booked("overflow")).isEqualTo(1);
    assertThat(points("merged")).isEqualTo(3);
  }

  @Test
  void furtherTotalsNeverFall() {
    stage.start("{limit: 1}");
    assertThat(
            through(
                CUMULATIVE,
                of("a", number(1, 5, 3)),
                of("b", number(1, 5, 4)),
                of("c", number(1, 5, 5))))
        .containsExactly(of("a", number(1, 5, 3)), further(number(1, 5, 9)));
    assertThat(through(CUMULATIVE, of("b", number(1, 6, 6))))
        .containsExactly(further(number(1, 6, 11)));
    assertThat(through(CUMULATIVE, of("b", number(1, 6, 6))))
        .as("the same again, as after a refusal")
        .containsExactly(further(number(1, 6, 11)));
    assertThat(through(CUMULATIVE, of("b", number(6, 7, 2))))
        .as("it began anew")
        .containsExactly(further(number(1, 7, 13)));
  }

  @Test
  void aTotalThatMayFallFalls() {
    stage.start("{limits: {requests: 0}}");
    Metric before =
        sum(
            CUMULATIVE,
            false,
            of("a", number(1, 5, 7)),
            of("b", number(1, 5).setAsDouble(2).build()));
    Metric after = sum(CUMULATIVE, false, of("a", number(1, 6, 3)));
    assertThat(requireNonNull(stage.through(before)).getSum().getDataPointsList())
        .containsExactly(further(number(1, 5).setAsDouble(9).build()));
    assertThat(requireNonNull(stage.through(after)).getSum().getDataPointsList())
        .containsExactly(further(number(1, 6).setAsDouble(5).build()));
  }

  @Test
  void ofGaugesTheLatestStays() {
    stage.start("{limit: 1}");
    Metric metric =
        gauge(of("a", number(-1, 5, 3)), of("b", number(-1, 7, 4)), of("c", number(-1, 6, 5)));
    assertThat(requireNonNull(stage.through(metric)).getGauge().getDataPointsList())
        .containsExactly(of("a", number(-1, 5, 3)), further(number(-1, 7, 4)));
  }

  @Test
  void histogramsAreAddedUpWhereTheirBucketsAreAlike() {
    stage.start("{limit: 1}");
    Metric metric =
        histogram(
            DELTA,
            histogram(1, 5, 1, 2).addAttributes(attribute("user", "a")).build(),
            histogram(1, 5, 3, 4).addAttributes(attribute("user", "b")).build(),
            histogram(1, 5, 1, 1).addAttributes(attribute("user", "c")).build(),
            histogram(1, 5, 1, 1, 1).addAttributes(attribute("user", "d")).build());
    assertThat(requireNonNull(stage.through(metric)).getHistogram().getDataPointsList())
        .containsExactly(
            histogram(1, 5, 1, 2).addAttributes(attribute("user", "a")).build(),
            histogram(1, 5, 4, 5).addAttributes(OVERFLOW).build());
    assertThat(stage.booked("overflow_unlike")).isEqualTo(1);
    assertThat(stage.booked("overflow")).isEqualTo(1);
  }

  @Test
  void exponentialHistogramsAreAddedUp() {
    stage.start("{limits: {size: 0}}");
    Metric metric =
        exponential(
            CUMULATIVE,
            exponential(1, 5, 2, 0, 1, 2).addAttributes(attribute("user", "a")).build(),
            exponential(1, 5, 2, 1, 3).addAttributes(attribute("user", "b")).build());
    assertThat(requireNonNull(stage.through(metric)).getExponentialHistogram().getDataPointsList())
        .containsExactly(exponential(1, 5, 2, 0, 1, 5).addAttributes(OVERFLOW).build());
  }

  @Test
  void summariesLoseTheirQuantiles() {
    stage.start("{limits: {s: 0}}");
    SummaryDataPoint.Builder point =
        SummaryDataPoint.newBuilder().setTimeUnixNano(MetricRequests.at(5));
    SummaryDataPoint.ValueAtQuantile median =
        SummaryDataPoint.ValueAtQuantile.newBuilder().setQuantile(0.5).setValue(3).build();
    Metric metric =
        Metric.newBuilder()
            .setName("s")
            .setSummary(
                Summary.newBuilder()
                    .addDataPoints(
                        point
                            .clone()
                            .setCount(1)
                            .setSum(2)
                            .addQuantileValues(median)
                            .addAttributes(attribute("user", "a")))
                    .addDataPoints(
                        point.clone().setCount(3).setSum(4).addAttributes(attribute("user", "b"))))
            .build();
    assertThat(requireNonNull(stage.through(metric)).getSummary().getDataPointsList())
        .containsExactly(point.setCount(4).setSum(6).addAttributes(OVERFLOW).build());
  }

  @Test
  void aSeriesThatStandsForOthersAlreadyIsAddedToThem() {
    stage.start("{limit: 1}");
    assertThat(
            through(
                DELTA,
                of("a", number(1, 5, 3)),
                further(number(1, 5, 10)),
                of("b", number(1, 5, 1))))
        .containsExactly(of("a", number(1, 5, 3)), further(number(1, 5, 11)));
  }

  @Test
  void placesBecomeFreeWhenSeriesAreStale() {
    stage.start("{limit: 1, max_stale: 1m}");
    through(DELTA, of("a", number(1, 5, 3)));
    stage.clock.advance(Duration.ofMinutes(2));
    assertThat(through(DELTA, of("b", number(1, 5, 3)))).containsExactly(of("b", number(1, 5, 3)));
  }

  @Test
  void aFurtherSeriesThatComesAgainIsNotAddedTwice() {
    stage.start("{limit: 1, max_stale: 1m}");
    through(
        CUMULATIVE, of("a", number(1, 5, 3)), of("b", number(1, 5, 4)), of("c", number(1, 5, 5)));
    stage.clock.advance(Duration.ofMinutes(3));
    through(CUMULATIVE, of("a", number(1, 200, 3)));
    assertThat(through(CUMULATIVE, of("b", number(1, 200, 6))))
        .containsExactly(further(number(1, 200, 11)));
  }

  @Test
  void aStaleFurtherSeriesGivesWayWhereThereIsNoRoom() {
    stage.start("{limit: 1, max_stale: 1m, max_overflow_series: 1}");
    through(CUMULATIVE, of("a", number(1, 5, 3)), of("b", number(1, 5, 4)));
    stage.clock.advance(Duration.ofSeconds(30));
    through(CUMULATIVE, of("a", number(1, 35, 3)));
    stage.clock.advance(Duration.ofSeconds(40));
    assertThat(through(CUMULATIVE, of("c", number(1, 75, 5))))
        .as("with the last of its series the total goes")
        .containsExactly(further(number(1, 75, 5)));
  }

  @Test
  void aSeriesThatChangesItsBucketsBeginsTheTotalAnew() {
    stage.start("{limits: {latency: 0}}");
    stage.through(histogram(CUMULATIVE, histogram(1, 5, 1, 2).build()));
    assertThat(
            requireNonNull(stage.through(histogram(CUMULATIVE, histogram(6, 7, 1, 1, 1).build())))
                .getHistogram()
                .getDataPointsList())
        .containsExactly(histogram(6, 7, 1, 1, 1).addAttributes(OVERFLOW).build());
  }

  @Test
  void aReloadForgetsNothing() {
    stage.start("{limit: 1}");
    through(CUMULATIVE, of("a", number(1, 5, 3)), of("b", number(1, 5, 4)));
    stage.reload("{limit: 1}");
    assertThat(through(CUMULATIVE, of("b", number(1, 6, 5)), of("c", number(1, 6, 1))))
        .containsExactly(further(number(1, 6, 6)));
  }

  @Test
  void whatCannotBeRememberedIsDroppedAndTold() {
    stage.start("{limit: 1, max_overflow_series: 1}");
    assertThat(
            through(
                CUMULATIVE,
                of("a", number(1, 5, 3)),
                of("b", number(1, 5, 4)),
                of("c", number(1, 5, 5))))
        .containsExactly(of("a", number(1, 5, 3)), further(number(1, 5, 4)));
    assertThat(stage.booked("overflow_full")).isEqualTo(1);
  }

  @Test
  void twoMetricsOfAResourceInOneRequestHaveOnePoint() {
    stage.start("{limit: 1}");
    stage.send(
        sum(CUMULATIVE, of("a", number(1, 5, 3)), of("b", number(1, 5, 4))),
        sum(CUMULATIVE, of("c", number(1, 5, 5))));
    assertThat(stage.sent().stream().flatMap(m -> m.getSum().getDataPointsList().stream()))
        .containsExactly(of("a", number(1, 5, 3)), further(number(1, 5, 9)));
  }

  @ParameterizedTest
  @CsvSource({"CUMULATIVE, 3", "DELTA, 1"})
  void aMillionSeriesStayWithinTheLimitAndAddUpToTheSame(String kind, int rounds) {
    int series = 1_000_000;
    int batch = 10_000;
    AggregationTemporality temporality = kind.equals("DELTA") ? DELTA : CUMULATIVE;
    stage.start("{limit: 1000, max_overflow_series: 1000000}");
    for (int round = 1; round <= rounds; round++) {
      long kept = 0;
      long rest = 0;
      long places = 0;
      for (int from = 0; from < series; from += batch) {
        long value = round;
        int time = 10 * round + from / batch;
        Stream<NumberDataPoint> points =
            IntStream.range(from, from + batch)
                .mapToObj(user -> of("u" + user, number(1, time, value)));
        for (NumberDataPoint point : through(temporality, points.toArray(NumberDataPoint[]::new))) {
          if (point.getAttributes(0).equals(OVERFLOW)) {
            rest = temporality == DELTA ? rest + point.getAsInt() : point.getAsInt();
          } else {
            kept += point.getAsInt();
            places++;
          }
        }
      }
      assertThat(places).isEqualTo(1000);
      assertThat(kept + rest).isEqualTo((long) series * round);
    }
    stage.stop();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{limit: 0} | limit: must be 1 or more",
        "{limits: {a: -1}} | limits::a: must not be negative",
        "{max_stale: 0s} | max_stale: must be positive",
        "{max_overflow_series: -1} | max_overflow_series: must not be negative",
        "{max_metrics: 0} | max_metrics: must be 1 or more",
      })
  void whatCannotBeIsRefused(String yaml, String words) {
    assertThat(Configs.problems(CardinalityGuardConfig.class, yaml))
        .singleElement()
        .asString()
        .contains(words);
  }

  @Test
  void defaults() {
    assertThat(Configs.bind(CardinalityGuardConfig.class, "{}"))
        .isEqualTo(
            new CardinalityGuardConfig(2000, Map.of(), Duration.ofMinutes(5), 100_000, 100_000));
  }
}
