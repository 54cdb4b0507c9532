package io.beltline.processor.metricstarttime;

import static io.beltline.processor.MetricRequests.CUMULATIVE;
import static io.beltline.processor.MetricRequests.DELTA;
import static io.beltline.processor.MetricRequests.at;
import static io.beltline.processor.MetricRequests.attribute;
import static io.beltline.processor.MetricRequests.exponential;
import static io.beltline.processor.MetricRequests.gauge;
import static io.beltline.processor.MetricRequests.histogram;
import static io.beltline.processor.MetricRequests.number;
import static io.beltline.processor.MetricRequests.sum;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ComponentId;
import io.beltline.api.ConsumeResult;
import io.beltline.extension.Configs;
import io.beltline.processor.MetricRequests;
import io.beltline.processor.ProcessorStage;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MetricStartTimeProcessorTest {
  private static final int NO_RECORDED_VALUE = 1;
  private static final String SUBTRACT = "{strategy: subtract_initial_point}";
  private static final String METRIC = "{strategy: start_time_metric}";

  @TempDir private Path directory;

  private final ProcessorStage<MetricStartTimeConfig> stage =
      new ProcessorStage<>(new MetricStartTimeFactory());

  private NumberDataPoint set(NumberDataPoint point) {
    return requireNonNull(stage.through(sum(CUMULATIVE, point)), "passed on")
        .getSum()
        .getDataPoints(0);
  }

  private void gone(NumberDataPoint point) {
    assertThat(stage.through(sum(CUMULATIVE, point))).isNull();
  }

  private long counted(String outcome) {
    return stage
        .settings
        .meter()
        .count("beltline_processor_metric_start_time_points", Map.of("outcome", outcome));
  }

  @Test
  void trueResetPoints() {
    stage.start("{}");
    assertThat(set(number(-1, 10, 100))).isEqualTo(number(10, 10, 100));
    assertThat(set(number(-1, 20, 130))).isEqualTo(number(10, 20, 130));
    assertThat(set(number(20, 20, 130))).isEqualTo(number(10, 20, 130)); // comes again
    assertThat(set(number(-1, 15, 110))).isEqualTo(number(10, 15, 110)); // comes late
    assertThat(set(number(-1, 30, 5))).isEqualTo(number(29.999, 30, 5));
    assertThat(set(number(-1, 40, 8))).isEqualTo(number(29.999, 40, 8));
    gone(number(-1, 25, 7));
    assertThat(stage.booked("out_of_order")).isEqualTo(1);
    assertThat(List.of(counted("set"), counted("reset"), counted("out_of_order")))
        .containsExactly(5L, 1L, 1L);
    assertThat(
            stage.settings.meter().gauge("beltline_processor_metric_start_time_series", Map.of()))
        .isEqualTo(1);
  }

  @Test
  void theFirstPointIsSubtracted() {
    stage.start(SUBTRACT);
    gone(number(-1, 10, 100));
    assertThat(stage.booked("initial")).isEqualTo(1);
    assertThat(set(number(-1, 20, 130))).isEqualTo(number(10, 20, 30));
    assertThat(set(number(-1, 30, 145))).isEqualTo(number(10, 30, 45));
    assertThat(set(number(-1, 25, 140))).isEqualTo(number(10, 25, 40));
    gone(number(-1, 10, 100));
    assertThat(set(number(-1, 40, 5))).isEqualTo(number(39.999, 40, 5));
    assertThat(set(number(-1, 50, 9))).isEqualTo(number(39.999, 50, 9));
  }

  @Test
  void histogramsAreSubtracted() {
    stage.start(SUBTRACT);
    assertThat(
            stage.through(
                histogram(CUMULATIVE, histogram(-1, 10, 1, 2).setSum(3).setMax(9).build())))
        .isNull();
    assertThat(one(histogram(-1, 20, 1, 5).setSum(7).setMax(9).build()))
        .isEqualTo(histogram(10, 20, 0, 3).setSum(4).build());
    assertThat(one(histogram(-1, 30, 1, 2, 3).setMax(9).build()))
        .isEqualTo(histogram(29.999, 30, 1, 2, 3).setMax(9).build());
    assertThat(stage.through(exponential(CUMULATIVE, exponential(-1, 10, 1, 2, 3, 4).build())))
        .isNull();
    ExponentialHistogramDataPoint rest =
        requireNonNull(
                stage.through(exponential(CUMULATIVE, exponential(-1, 20, 0, 1, 8, 1).build())))
            .getExponentialHistogram()
            .getDataPoints(0);
    assertThat(rest).isEqualTo(exponential(10, 20, 0, 1, 1, 1).build());
  }

  private HistogramDataPoint one(HistogramDataPoint point) {
    return requireNonNull(stage.through(histogram(CUMULATIVE, point)), "passed on")
        .getHistogram()
        .getDataPoints(0);
  }

  private static Metric summary(double start, double time, long count, double sum) {
    return Metric.newBuilder()
        .setName("quantiles")
        .setSummary(
            Summary.newBuilder()
                .addDataPoints(
                    SummaryDataPoint.newBuilder()
                        .setStartTimeUnixNano(start < 0 ? 0 : at(start))
                        .setTimeUnixNano(at(time))
                        .setCount(count)
                        .setSum(sum)
                        .addQuantileValues(
                            SummaryDataPoint.ValueAtQuantile.newBuilder()
                                .setQuantile(0.5)
                                .setValue(2))))
        .build();
  }

  @Test
  void summaries() {
    stage.start(SUBTRACT);
    assertThat(stage.through(summary(-1, 10, 4, 8))).isNull();
    assertThat(stage.through(summary(-1, 20, 6, 13))).isEqualTo(summary(10, 20, 2, 5));
    assertThat(stage.through(summary(-1, 30, 1, 2))).isEqualTo(summary(29.999, 30, 1, 2));
  }

  @ParameterizedTest
  @CsvSource({
    "process_start_time_seconds, '', 5",
    "app_start_time, '', -1",
    "app_start_time, '_start_time$', 5",
    "app_start_time, '^start', -1"
  })
  void aMetricOfTheRequestSaysTheStart(String name, String regex, double start) {
    stage.start("{strategy: start_time_metric, start_time_metric_regex: '" + regex + "'}");
    Metric process =
        gauge(number(-1, 10).setAsDouble(at(5) / 1e9).build()).toBuilder().setName(name).build();
    stage.send(process, sum(CUMULATIVE, number(-1, 10, 100)));
    NumberDataPoint point = stage.sent().get(1).getSum().getDataPoints(0);
    // otherwise the start of the collector, which is 1970 here
    assertThat(point.getStartTimeUnixNano()).isEqualTo(start < 0 ? 0 : at(start));
    assertThat(set(number(-1, 20, 130)).getStartTimeUnixNano())
        .isEqualTo(start < 0 ? 0 : at(start));
    assertThat(set(number(-1, 30, 3))).isEqualTo(number(29.999, 30, 3));
  }

  private NumberDataPoint withProcess(double start, NumberDataPoint point) {
    Metric process =
        gauge(number(-1, 1).setAsDouble(at(start) / 1e9).build()).toBuilder()
            .setName("process_start_time_seconds")
            .build();
    stage.send(process, sum(CUMULATIVE, point));
    return stage.sent().get(1).getSum().getDataPoints(0);
  }

  @Test
  void aProcessThatBeginsAnewIsBelieved() {
    stage.start(METRIC);
    assertThat(withProcess(5, number(-1, 10, 100))).isEqualTo(number(5, 10, 100));
    assertThat(withProcess(5.5, number(-1, 15, 110))).isEqualTo(number(5, 15, 110));
    assertThat(withProcess(16, number(-1, 20, 130))).isEqualTo(number(16, 20, 130));
    assertThat(withProcess(25, number(-1, 30, 3))).isEqualTo(number(25, 30, 3));
    assertThat(withProcess(25, number(-1, 40, 2))).isEqualTo(number(39.999, 40, 2));
    assertThat(withProcess(25, number(-1, 45, 3))).isEqualTo(number(39.999, 45, 3));
    assertThat(withProcess(60, number(-1, 50, 4))).isEqualTo(number(39.999, 50, 4));
    assertThat(counted("reset")).isEqualTo(3);
  }

  @Test
  void aClockThatIsAheadIsNoReset() {
    stage.start(METRIC);
    assertThat(withProcess(13, number(-1, 10, 100))).isEqualTo(number(10, 10, 100));
    assertThat(withProcess(13, number(-1, 25, 110))).isEqualTo(number(10, 25, 110));
    assertThat(withProcess(43, number(-1, 40, 5))).isEqualTo(number(39.999, 40, 5));
    assertThat(withProcess(43, number(-1, 55, 6))).isEqualTo(number(39.999, 55, 6));
    assertThat(counted("reset")).isEqualTo(1);
  }

  @Test
  void aClockThatIsAheadIsNoResetAfterARestartEither() {
    String config = "{strategy: start_time_metric, storage: file_storage}";
    stage.boot(directory);
    stage.start(config);
    withProcess(13, number(-1, 10, 100));
    stage.stop();
    stage.boot(directory);
    stage.start(config);
    assertThat(withProcess(13, number(-1, 25, 110))).isEqualTo(number(10, 25, 110));
  }

  @Test
  void aClockThatIsSetIsNoReset() {
    stage.start(METRIC);
    withProcess(5, number(-1, 10, 100));
    withProcess(5, number(-1, 9985, 110));
    assertThat(withProcess(8, number(-1, 10_000, 111))).isEqualTo(number(5, 10_000, 111));
    assertThat(counted("reset")).isZero();
  }

  private static ResourceMetrics target(String name, double start, NumberDataPoint point) {
    Metric process =
        gauge(number(-1, 1).setAsDouble(at(start) / 1e9).build()).toBuilder()
            .setName("process_start_time_seconds")
            .build();
    return ResourceMetrics.newBuilder()
        .setResource(Resource.newBuilder().addAttributes(attribute("service.name", name)))
        .addScopeMetrics(
            ScopeMetrics.newBuilder().addMetrics(process).addMetrics(sum(CUMULATIVE, point)))
        .build();
  }

  private List<NumberDataPoint> targets(ResourceMetrics... targets) {
    stage.send(
        MetricRequests.of(
            ExportMetricsServiceRequest.newBuilder()
                .addAllResourceMetrics(List.of(targets))
                .build()));
    return stage.sent().stream()
        .filter(Metric::hasSum)
        .map(metric -> metric.getSum().getDataPoints(0))
        .toList();
  }

  @Test
  void aProcessThatBeginsAnewResetsNoOther() {
    stage.start(METRIC);
    targets(target("a", 5, number(-1, 10, 100)), target("b", 5, number(-1, 10, 100)));
    assertThat(targets(target("a", 16, number(-1, 20, 3)), target("b", 5, number(-1, 20, 110))))
        .containsExactly(number(16, 20, 3), number(5, 20, 110));
    assertThat(counted("reset")).isEqualTo(1);
  }

  @Test
  void theStartOfTheCollectorIsTakenForTheRealOneUntilThatIsKnown() {
    stage.boot(directory);
    stage.start("{strategy: start_time_metric, storage: file_storage}");
    assertThat(set(number(-1, 10, 100)).getStartTimeUnixNano()).isZero(); // 1970 here
    stage.boot(directory);
    stage.start("{strategy: start_time_metric, storage: file_storage}");
    assertThat(withProcess(5, number(-1, 20, 130))).isEqualTo(number(5, 20, 130));
    assertThat(counted("reset")).isZero();
    assertThat(set(number(-1, 30, 140))).isEqualTo(number(5, 30, 140));
  }

  @Test
  void aProcessCannotStartAfterItsPoints() {
    stage.start(METRIC);
    Metric process =
        gauge(number(-1, 10).setAsInt(at(50) / 1_000_000_000).build()).toBuilder()
            .setName("process_start_time_seconds")
            .build();
    stage.send(process, sum(CUMULATIVE, number(-1, 10, 100)));
    assertThat(stage.sent().get(1).getSum().getDataPoints(0)).isEqualTo(number(10, 10, 100));
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void whatSaysItsStartOrHasNoneIsPassedOnAsItIs(Strategy strategy) {
    stage.start("{strategy: " + strategy.name().toLowerCase(java.util.Locale.ROOT) + "}");
    var in =
        MetricRequests.of(
            sum(CUMULATIVE, number(1, 2, 3)),
            sum(DELTA, number(-1, 2, 3)),
            histogram(DELTA, histogram(-1, 2, 3).build()),
            exponential(DELTA, exponential(-1, 2, 3, 4).build()),
            gauge(number(-1, 2, 3)),
            sum(CUMULATIVE, number(-1, 2).setFlags(NO_RECORDED_VALUE).build()));
    stage.send(in);
    assertThat(stage.next.received().getLast().telemetry()).isSameAs(in);
    assertThat(stage.settings.ledger().booked()).isEmpty();
  }

  @Test
  void sumsThatMayFallDoNotBeginAnew() {
    for (String strategy : List.of("{}", SUBTRACT)) {
      stage.start(strategy);
      assertThat(stage.through(sum(CUMULATIVE, false, number(-1, 10, 9))))
          .isEqualTo(sum(CUMULATIVE, false, number(10, 10, 9)));
      assertThat(stage.through(sum(CUMULATIVE, false, number(-1, 20, -3))))
          .isEqualTo(sum(CUMULATIVE, false, number(10, 20, -3)));
    }
  }

  @Test
  void theEndOfASeriesBelongsToIt() {
    stage.start("{}");
    set(number(-1, 10, 100));
    NumberDataPoint end = number(-1, 20).setFlags(NO_RECORDED_VALUE).build();
    assertThat(set(end)).isEqualTo(end.toBuilder().setStartTimeUnixNano(at(10)).build());
    assertThat(set(number(-1, 30, 101))).isEqualTo(number(10, 30, 101));
  }

  @Test
  void furtherSeries() {
    stage.start("{max_streams: 1, gc_interval: 1m}");
    set(number(-1, 10, 1));
    NumberDataPoint other =
        number(-1, 10, 2).toBuilder().addAttributes(attribute("a", "b")).build();
    assertThat(set(other)).isEqualTo(other);
    assertThat(counted("untracked")).isEqualTo(1);
    stage.clock.advance(Duration.ofMinutes(2));
    assertThat(set(other).getStartTimeUnixNano()).isEqualTo(at(10));
    stage.reload("{strategy: subtract_initial_point, max_streams: 1, gc_interval: 1m}");
    gone(number(-1, 10, 1));
    assertThat(stage.booked("limit")).isEqualTo(1);
  }

  @Test
  void refusalsReloadsAndRestarts() {
    String config = "{strategy: subtract_initial_point, storage: file_storage}";
    stage.boot(directory);
    stage.start(config);
    gone(number(-1, 10, 100));
    stage.next.answering(ConsumeResult.unavailable("later", null));
    assertThat(stage.send(sum(CUMULATIVE, number(-1, 20, 5))).isAccepted()).isFalse();
    stage.sent();
    stage.next.answering(ConsumeResult.accepted());
    stage.reload("{strategy: subtract_initial_point, storage: file_storage, gc_interval: 1h}");
    assertThat(set(number(-1, 20, 105))).isEqualTo(number(10, 20, 5));
    stage.boot(directory); // killed
    stage.start(config);
    assertThat(set(number(-1, 30, 107))).isEqualTo(number(10, 30, 7));
    assertThat(set(number(-1, 40, 2))).isEqualTo(number(39.999, 40, 2));
    stage.stop();
    stage.boot(directory);
    stage.start(config);
    assertThat(set(number(-1, 50, 3))).isEqualTo(number(39.999, 50, 3));
  }

  @Test
  void configuration() {
    assertThat(Configs.bind(MetricStartTimeConfig.class, "{}"))
        .isEqualTo(
            new MetricStartTimeConfig(
                Strategy.TRUE_RESET_POINT, Duration.ofMinutes(10), "", 1_000_000, null));
    assertThat(
            Configs.bind(
                MetricStartTimeConfig.class,
                "{strategy: start_time_metric, gc_interval: 1h, start_time_metric_regex:"
                    + " '^.+_start$', max_streams: 3, storage: file_storage}"))
        .isEqualTo(
            new MetricStartTimeConfig(
                Strategy.START_TIME_METRIC,
                Duration.ofHours(1),
                "^.+_start$",
                3,
                ComponentId.parse("file_storage")));
    assertThat(
            Configs.problems(
                MetricStartTimeConfig.class,
                "gc_interval: 0s\nstart_time_metric_regex: '('\nmax_streams: 0\n"))
        .satisfiesExactlyInAnyOrder(
            p -> assertThat(p).startsWith("1: gc_interval: must be positive"),
            p -> assertThat(p).startsWith("2: start_time_metric_regex: has no meaning here"),
            p -> assertThat(p).startsWith("2: start_time_metric_regex: \"(\" is no regular"),
            p -> assertThat(p).startsWith("3: max_streams: must be 1 or more"));
    assertThat(Configs.problems(MetricStartTimeConfig.class, "strategy: guess"))
        .singleElement()
        .asString()
        .contains("true_reset_point, subtract_initial_point, start_time_metric");
    assertThat(new MetricStartTimeFactory().aliases()).containsExactly("metricstarttime");
  }
}
