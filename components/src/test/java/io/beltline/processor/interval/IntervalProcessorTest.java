package io.beltline.processor.interval;

import static io.beltline.processor.MetricRequests.CUMULATIVE;
import static io.beltline.processor.MetricRequests.DELTA;
import static io.beltline.processor.MetricRequests.attribute;
import static io.beltline.processor.MetricRequests.exponential;
import static io.beltline.processor.MetricRequests.gauge;
import static io.beltline.processor.MetricRequests.histogram;
import static io.beltline.processor.MetricRequests.number;
import static io.beltline.processor.MetricRequests.sum;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ComponentId;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Status;
import io.beltline.extension.Configs;
import io.beltline.processor.MetricRequests;
import io.beltline.processor.ProcessorStage;
import io.beltline.processor.interval.IntervalConfig.PassThroughConfig;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntervalProcessorTest {
  @TempDir private Path directory;

  private final ProcessorStage<IntervalConfig> stage = new ProcessorStage<>(new IntervalFactory());

  private void wait(int seconds) {
    stage.clock.advance(Duration.ofSeconds(seconds));
    stage.clock.awaitPending(1);
  }

  private static NumberDataPoint of(String series, double time, long value) {
    return number(0, time).addAttributes(attribute("s", series)).setAsInt(value).build();
  }

  private static Metric summary(double time, long count) {
    return Metric.newBuilder()
        .setName("quantiles")
        .setSummary(
            Summary.newBuilder()
                .addDataPoints(
                    SummaryDataPoint.newBuilder()
                        .setTimeUnixNano(MetricRequests.at(time))
                        .setCount(count)))
        .build();
  }

  private long held() {
    return stage.settings.ledger().booked().getOrDefault("held", 0L);
  }

  @Test
  void theLatestPointOfEachSeriesIsSentAfterTheInterval() {
    stage.start("{}");
    stage.send(sum(CUMULATIVE, of("a", 1, 10), of("b", 1, 1)), gauge(number(0, 1, 7)));
    stage.send(sum(CUMULATIVE, of("a", 3, 30)), summary(1, 1));
    stage.send(sum(CUMULATIVE, of("a", 2, 20)), gauge(number(0, 2, 6)), summary(2, 2));
    stage.send(
        histogram(CUMULATIVE, histogram(0, 1, 1, 2).build()),
        histogram(CUMULATIVE, histogram(0, 2, 3, 4).build()),
        exponential(CUMULATIVE, exponential(0, 2, 3, 4, 5).build()));
    assertThat(stage.sent()).isEmpty();
    assertThat(held()).isEqualTo(6);
    assertThat(stage.booked("superseded")).isEqualTo(5);
    wait(60);
    assertThat(stage.sent())
        .containsExactlyInAnyOrder(
            sum(CUMULATIVE, of("b", 1, 1), of("a", 3, 30)),
            gauge(number(0, 2, 6)),
            summary(2, 2),
            histogram(CUMULATIVE, histogram(0, 2, 3, 4).build()),
            exponential(CUMULATIVE, exponential(0, 2, 3, 4, 5).build()));
    assertThat(held()).isZero();
    wait(60);
    assertThat(stage.next.received()).hasSize(1);
  }

  @Test
  void whatCannotBeReplacedIsPassedOnAtOnce() {
    stage.start("{pass_through: {gauge: true, summary: true}}");
    List<Metric> metrics =
        List.of(
            gauge(number(0, 1, 7)),
            summary(1, 1),
            sum(DELTA, number(0, 1, 2)),
            sum(CUMULATIVE, false, number(0, 1, 2)),
            histogram(DELTA, histogram(0, 1, 1).build()),
            exponential(DELTA, exponential(0, 1, 2, 3, 4).build()));
    var in = MetricRequests.of(metrics.toArray(new Metric[0]));
    stage.send(in);
    assertThat(stage.next.received().getLast().telemetry()).isSameAs(in);
    stage.send(sum(CUMULATIVE, number(0, 1, 9)), sum(DELTA, number(0, 1, 2)));
    assertThat(stage.sent().subList(6, 7)).containsExactly(sum(DELTA, number(0, 1, 2)));
    stage.stop();
    assertThat(stage.sent()).containsExactly(sum(CUMULATIVE, number(0, 1, 9)));
  }

  @Test
  void whatStandsAroundPointsIsKept() throws Exception {
    ExportMetricsServiceRequest request =
        ExportMetricsServiceRequest.newBuilder()
            .addResourceMetrics(
                ResourceMetrics.newBuilder()
                    .setSchemaUrl("https://example.com/r")
                    .setResource(Resource.newBuilder().addAttributes(attribute("r", "1")))
                    .addScopeMetrics(
                        ScopeMetrics.newBuilder()
                            .setSchemaUrl("https://example.com/s")
                            .setScope(
                                InstrumentationScope.newBuilder()
                                    .setName("lib")
                                    .setVersion("2")
                                    .addAttributes(attribute("x", "y")))
                            .addMetrics(
                                sum(CUMULATIVE, of("a", 1, 10)).toBuilder()
                                    .setDescription("what")
                                    .addMetadata(attribute("m", "n")))))
            .build();
    stage.start("{interval: 1s}");
    stage.send(MetricRequests.of(request));
    wait(1);
    assertThat(
            ExportMetricsServiceRequest.parseFrom(
                stage.next.received().getFirst().telemetry().payload().contiguous().toByteArray()))
        .isEqualTo(request);
  }

  @Test
  void whatIsRefusedIsNotHeld() {
    stage.start("{}");
    stage.next.answering(ConsumeResult.unavailable("later", null));
    assertThat(
            stage.send(sum(CUMULATIVE, of("a", 1, 10)), sum(DELTA, number(0, 1, 2))).isAccepted())
        .isFalse();
    assertThat(stage.settings.ledger().booked()).isEmpty();
    assertThat(stage.settings.ledger().returnedWhole()).isEqualTo(1);
  }

  @Test
  void aBusyDestinationIsTriedAgainAndWhatItNeverTakesIsDropped() {
    stage.start("{}");
    stage.next.answering(ConsumeResult.unavailable("later", null));
    stage.send(sum(CUMULATIVE, of("a", 1, 10), of("b", 1, 10)));
    wait(60);
    stage.send(sum(CUMULATIVE, of("a", 2, 20)));
    assertThat(held()).isEqualTo(2);
    stage.sent();
    stage.next.answering(ConsumeResult.accepted());
    wait(60);
    assertThat(stage.sent()).containsExactly(sum(CUMULATIVE, of("b", 1, 10), of("a", 2, 20)));
    stage.send(sum(CUMULATIVE, of("a", 3, 30)));
    stage.next.answering(new ConsumeResult.Permanent(Status.INVALID_ARGUMENT, "never"));
    wait(60);
    assertThat(stage.booked("refused")).isEqualTo(1);
    stage.send(sum(CUMULATIVE, of("a", 4, 40)));
    stage.next.answering(ConsumeResult.unavailable("later", null));
    stage.stop();
    assertThat(stage.booked("shutdown")).isEqualTo(1);
    assertThat(held()).isZero();
  }

  @Test
  void aSuccessorSendsWhatCouldNotBeSentAtAReload() {
    stage.start("{}");
    stage.send(sum(CUMULATIVE, of("a", 1, 10), of("b", 1, 10)));
    stage.next.answering(ConsumeResult.unavailable("later", null));
    stage.host.succeeded(true);
    stage.reload("{interval: 30s}");
    stage.sent();
    assertThat(held()).isEqualTo(2);
    stage.send(sum(CUMULATIVE, of("a", 2, 20)));
    stage.next.answering(ConsumeResult.accepted());
    wait(30);
    assertThat(stage.sent()).containsExactly(sum(CUMULATIVE, of("b", 1, 10), of("a", 2, 20)));
    assertThat(stage.booked("shutdown")).isZero();
    assertThat(held()).isZero();
  }

  @Test
  void atTheLimitAllIsSentAtOnce() {
    stage.start("{max_streams: 2}");
    stage.send(sum(CUMULATIVE, of("a", 1, 1), of("b", 1, 2), of("c", 1, 3)));
    assertThat(stage.sent()).containsExactly(sum(CUMULATIVE, of("a", 1, 1), of("b", 1, 2)));
    assertThat(held()).isEqualTo(1);
    stage.next.answering(ConsumeResult.unavailable("later", null));
    stage.send(sum(CUMULATIVE, of("d", 1, 1), of("e", 1, 2)));
    assertThat(stage.booked("limit")).isEqualTo(1);
    assertThat(held()).isEqualTo(2);
  }

  @Test
  void aReloadSendsWhatIsHeld() {
    stage.start("{}");
    stage.send(sum(CUMULATIVE, of("a", 1, 10)));
    stage.reload("{interval: 30s}");
    assertThat(stage.sent()).containsExactly(sum(CUMULATIVE, of("a", 1, 10)));
    wait(30);
    assertThat(stage.next.received()).hasSize(1);
  }

  @Test
  void aStorageKeepsWhatIsHeld() {
    String config = "{storage: file_storage}";
    ProcessorStage<IntervalConfig> killed = new ProcessorStage<>(new IntervalFactory());
    killed.boot(directory);
    killed.start(config);
    killed.send(sum(CUMULATIVE, of("a", 1, 10), of("b", 1, 1)));
    killed.kill();
    stage.boot(directory);
    stage.start(config);
    assertThat(stage.booked("recovered")).isEqualTo(2);
    stage.next.answering(ConsumeResult.unavailable("later", null));
    stage.send(sum(CUMULATIVE, of("a", 2, 20)));
    stage.stop();
    assertThat(stage.booked("kept")).isEqualTo(2);
    stage.boot(directory);
    stage.start(config);
    stage.sent();
    stage.next.answering(ConsumeResult.accepted());
    wait(60);
    assertThat(stage.sent()).hasSize(1);
    assertThat(stage.next.received().getLast().telemetry().itemCount()).isEqualTo(2);
    stage.stop();
    stage.boot(directory);
    stage.start(config);
    assertThat(stage.booked("recovered")).isEqualTo(4);
  }

  @Test
  void configuration() {
    assertThat(Configs.bind(IntervalConfig.class, "{}"))
        .isEqualTo(
            new IntervalConfig(
                Duration.ofSeconds(60), new PassThroughConfig(false, false), 1_000_000, null));
    assertThat(
            Configs.bind(
                IntervalConfig.class,
                "{interval: 1m30s, pass_through: {gauge: true, summary: true}, max_streams: 5,"
                    + " storage: file_storage/a}"))
        .isEqualTo(
            new IntervalConfig(
                Duration.ofSeconds(90),
                new PassThroughConfig(true, true),
                5,
                ComponentId.parse("file_storage/a")));
    assertThat(Configs.problems(IntervalConfig.class, "interval: 0s\nmax_streams: 0\n"))
        .satisfiesExactly(
            p -> assertThat(p).startsWith("1: interval: must be positive"),
            p -> assertThat(p).startsWith("2: max_streams: must be 1 or more"));
  }
}
