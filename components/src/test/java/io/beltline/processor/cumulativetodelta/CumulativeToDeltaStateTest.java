package io.beltline.processor.cumulativetodelta;

import static io.beltline.processor.MetricRequests.CUMULATIVE;
import static io.beltline.processor.MetricRequests.attribute;
import static io.beltline.processor.MetricRequests.exponential;
import static io.beltline.processor.MetricRequests.histogram;
import static io.beltline.processor.MetricRequests.number;
import static io.beltline.processor.MetricRequests.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.ComponentException;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Status;
import io.beltline.extension.Configs;
import io.beltline.model.Telemetry;
import io.beltline.processor.MetricRequests;
import io.beltline.processor.ProcessorStage;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long series are remembered, and by whom. */
class CumulativeToDeltaStateTest {
  private static final String STORED = "{storage: file_storage}";

  @TempDir private Path directory;

  private final ProcessorStage<CumulativeToDeltaConfig> stage =
      new ProcessorStage<>(new CumulativeToDeltaFactory());

  private List<Long> deltas(double time, long total) {
    stage.send(sum(CUMULATIVE, number(-1, time, total)));
    return values();
  }

  private List<Long> values() {
    return stage.sent().stream()
        .flatMap(metric -> metric.getSum().getDataPointsList().stream())
        .map(NumberDataPoint::getAsInt)
        .toList();
  }

  private static NumberDataPoint of(String series, double time, long total) {
    return number(-1, time).addAttributes(attribute("s", series)).setAsInt(total).build();
  }

  @Test
  void furtherSeriesAreDroppedUntilOthersAreForgotten() {
    stage.start("{max_streams: 2, max_staleness: 30s}");
    stage.send(sum(CUMULATIVE, of("a", 1, 1), of("b", 1, 1), of("c", 1, 1)));
    assertThat(stage.booked("initial")).isEqualTo(2);
    assertThat(stage.booked("limit")).isEqualTo(1);
    stage.clock.advance(Duration.ofSeconds(20));
    stage.send(sum(CUMULATIVE, of("a", 21, 3)));
    stage.clock.advance(Duration.ofSeconds(20)); // b is forgotten, a is not
    stage.send(sum(CUMULATIVE, of("c", 41, 1), of("a", 41, 7), of("b", 41, 9)));
    assertThat(values()).containsExactly(2L, 4L);
    assertThat(stage.booked("limit")).isEqualTo(2);
    stage.stop();
    assertThat(stage.clock.pending()).isZero();
  }

  @Test
  void withoutStalenessNothingIsForgotten() {
    stage.start("{max_staleness: 0s}");
    deltas(1, 1);
    stage.clock.advance(Duration.ofDays(400));
    assertThat(deltas(400 * 86_400, 5)).containsExactly(4L);
  }

  @Test
  void whatIsRefusedIsTakenBack() {
    stage.start("{}");
    for (ConsumeResult refusal :
        List.of(
            ConsumeResult.unavailable("later", null),
            new ConsumeResult.Permanent(Status.INVALID_ARGUMENT, "never"))) {
      stage.next.answering(ConsumeResult.accepted());
      double time = stage.next.received().size() * 10.0;
      deltas(time + 1, 100);
      stage.next.answering(refusal);
      assertThat(stage.send(sum(CUMULATIVE, number(-1, time + 2, 130)))).isEqualTo(refusal);
      stage.next.answering(ConsumeResult.accepted());
      stage.sent();
      assertThat(deltas(time + 2, 130)).containsExactly(30L);
    }
  }

  @Test
  void ofTwoRequestsUnderWayThatAreRefusedNeitherIsLost() throws Exception {
    List<CountDownLatch> inside = List.of(new CountDownLatch(1), new CountDownLatch(1));
    List<CountDownLatch> answers = List.of(new CountDownLatch(1), new CountDownLatch(1));
    AtomicInteger calls = new AtomicInteger();
    List<Long> sent = new ArrayList<>();
    Consumer next =
        (context, telemetry) -> {
          int call = calls.getAndIncrement();
          if (call < 2) {
            inside.get(call).countDown();
            await(answers.get(call));
            return ConsumeResult.unavailable("later", null);
          }
          MetricRequests.metrics(telemetry)
              .forEach(metric -> sent.add(metric.getSum().getDataPoints(0).getAsInt()));
          return ConsumeResult.accepted();
        };
    var processor =
        new CumulativeToDeltaProcessor(
            stage.settings.settings(), Configs.bind(CumulativeToDeltaConfig.class, "{}"), next);
    processor.start(stage.host);
    processor.consume(Context.EMPTY, MetricRequests.of(sum(CUMULATIVE, number(-1, 1, 100))));
    List<Telemetry> requests =
        List.of(
            MetricRequests.of(sum(CUMULATIVE, number(-1, 2, 110))),
            MetricRequests.of(sum(CUMULATIVE, number(-1, 3, 120))));
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Telemetry request = requests.get(i);
      threads.add(Thread.startVirtualThread(() -> processor.consume(Context.EMPTY, request)));
      inside.get(i).await();
    }
    for (int i = 0; i < 2; i++) {
      answers.get(i).countDown();
      threads.get(i).join();
    }
    requests.forEach(request -> processor.consume(Context.EMPTY, request));
    assertThat(sent).containsExactly(10L, 10L);
    assertThat(stage.booked("out_of_order")).isZero();
  }

  @Test
  void whatEndsByAnExceptionIsTakenBack() {
    stage.start("{}");
    deltas(1, 100);
    Consumer broken =
        (context, telemetry) -> {
          throw new IllegalStateException("broken");
        };
    var processor =
        new CumulativeToDeltaProcessor(
            stage.settings.settings(), Configs.bind(CumulativeToDeltaConfig.class, "{}"), broken);
    stage.stop();
    processor.start(stage.host);
    var request = MetricRequests.of(sum(CUMULATIVE, number(-1, 2, 110)));
    assertThatThrownBy(() -> processor.consume(Context.EMPTY, request)).hasMessage("broken");
    processor.shutdown(stage.soon());
    stage.start("{}");
    assertThat(deltas(2, 110)).containsExactly(10L);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stop) {
      throw new AssertionError(stop);
    }
  }

  @Test
  void aReloadKeepsTheSeriesAndSinceWhenTheyAreWatched() {
    stage.start("{}");
    deltas(1, 100);
    stage.clock.advance(Duration.ofSeconds(60));
    stage.reload("{max_streams: 10}");
    assertThat(deltas(61, 130)).containsExactly(30L);
    stage.send(sum(CUMULATIVE, number(30, 61, 7)));
    assertThat(values()).containsExactly(7L);
  }

  @Test
  void aRestartKeepsThemIfThereIsAStorage() {
    stage.boot(directory);
    stage.start(STORED);
    deltas(1, 100);
    stage.send(
        histogram(CUMULATIVE, histogram(2, 3, 1, 2).setSum(1).build()),
        exponential(CUMULATIVE, exponential(2, 3, 1, 2, 3).setMin(1).build()));
    stage.sent();
    stage.stop();
    stage.boot(directory);
    stage.start(STORED);
    assertThat(deltas(11, 130)).containsExactly(30L);
    stage.send(
        histogram(CUMULATIVE, histogram(2, 13, 1, 5).setSum(4).build()),
        exponential(CUMULATIVE, exponential(2, 13, 1, 2, 3, 4).build()));
    assertThat(stage.sent().stream().map(Metric::toString))
        .anyMatch(text -> text.contains("count: 3") && text.contains("sum: 3.0"))
        .anyMatch(text -> text.contains("count: 4") && text.contains("offset: 3"));
  }

  @Test
  void aKilledProcessLosesNothingThatWasAccepted() {
    stage.boot(directory);
    stage.start(STORED);
    deltas(1, 100);
    assertThat(deltas(2, 130)).containsExactly(30L);
    stage.boot(directory); // nobody shut the processor down
    stage.start(STORED);
    assertThat(deltas(3, 131)).containsExactly(1L);
  }

  @Test
  void withoutAStorageARestartBeginsAnew() {
    stage.boot(directory);
    stage.start("{}");
    deltas(1, 100);
    stage.stop();
    stage.boot(directory);
    stage.start("{}");
    assertThat(deltas(2, 130)).isEmpty();
  }

  @Test
  void aStorageThatComesWithAReloadGetsAll() {
    stage.boot(directory);
    stage.start("{}");
    deltas(1, 100);
    stage.reload(STORED);
    stage.stop();
    stage.boot(directory);
    stage.start(STORED);
    assertThat(deltas(2, 130)).containsExactly(30L);
  }

  @Test
  void whatIsForgottenIsForgottenOnDiskToo() {
    String config = "{storage: file_storage, max_staleness: 30s}";
    stage.boot(directory);
    stage.start(config);
    deltas(1, 100);
    stage.clock.advance(Duration.ofSeconds(60));
    stage.stop();
    stage.boot(directory);
    stage.start(config);
    assertThat(deltas(61, 130)).isEmpty();
  }

  @Test
  void aSmallerLimitForgetsSeriesOfTheStorage() {
    stage.boot(directory);
    stage.start(STORED);
    stage.send(sum(CUMULATIVE, of("a", 1, 1), of("b", 1, 1), of("c", 1, 1)));
    stage.stop();
    stage.boot(directory);
    stage.start("{storage: file_storage, max_streams: 2}");
    stage.send(sum(CUMULATIVE, of("a", 2, 2), of("b", 2, 2), of("c", 2, 2)));
    assertThat(values()).containsExactly(1L, 1L);
    assertThat(stage.booked("limit")).isEqualTo(1);
  }

  private static NumberDataPoint begun(String series, double start, double time, long total) {
    return number(start, time).addAttributes(attribute("s", series)).setAsInt(total).build();
  }

  @Test
  void aSeriesThatWasForgottenDoesNotSendItsTotalAgain() {
    stage.start("{max_staleness: 30s}");
    stage.send(sum(CUMULATIVE, number(1, 2, 100)));
    assertThat(values()).containsExactly(100L);
    stage.clock.advance(Duration.ofSeconds(90));
    stage.next.answering(ConsumeResult.unavailable("later", null));
    stage.send(sum(CUMULATIVE, number(1, 92, 101)), sum(CUMULATIVE, begun("new", 50, 92, 7)));
    stage.sent();
    stage.next.answering(ConsumeResult.accepted());
    stage.send(sum(CUMULATIVE, number(1, 92, 101)), sum(CUMULATIVE, begun("new", 50, 92, 7)));
    assertThat(values()).containsExactly(7L);
    assertThat(stage.booked("forgotten")).isEqualTo(2); // once before it was refused
    stage.send(sum(CUMULATIVE, number(1, 93, 105)));
    assertThat(values()).containsExactly(4L);
    stage.reload("{max_staleness: 30s, initial_value: keep}");
    stage.clock.advance(Duration.ofSeconds(90));
    stage.send(sum(CUMULATIVE, number(1, 192, 106)));
    assertThat(values()).containsExactly(106L);
  }

  @Test
  void norDoesOneThatWasForgottenBeforeARestartOrAtIt() {
    stage.boot(directory);
    stage.start("{storage: file_storage, max_staleness: 30s}");
    stage.send(sum(CUMULATIVE, begun("a", 1, 2, 100)));
    stage.clock.advance(Duration.ofSeconds(90));
    stage.send(sum(CUMULATIVE, begun("b", 1, 92, 200), begun("c", 1, 92, 300)));
    assertThat(values()).containsExactly(100L, 200L, 300L);
    stage.stop();
    stage.boot(directory);
    stage.start("{storage: file_storage, max_staleness: 30s, max_streams: 1}"); // b or c goes
    stage.clock.advance(Duration.ofSeconds(90)); // and the other
    stage.reload("{storage: file_storage}");
    stage.send(
        sum(CUMULATIVE, begun("a", 1, 183, 101), begun("b", 1, 183, 201), begun("c", 1, 183, 301)));
    assertThat(values()).isEmpty();
    stage.send(sum(CUMULATIVE, begun("a", 1, 184, 102)));
    assertThat(values()).containsExactly(1L);
  }

  @Test
  void whatIsForgottenIsRememberedInAnotherStorageToo() {
    stage.boot(directory);
    stage.start("{max_staleness: 30s}");
    stage.send(sum(CUMULATIVE, number(1, 2, 100)));
    stage.sent();
    stage.clock.advance(Duration.ofSeconds(90));
    stage.reload(STORED);
    stage.stop();
    stage.boot(directory);
    stage.start(STORED);
    stage.send(sum(CUMULATIVE, number(1, 92, 101)));
    assertThat(values()).isEmpty();
  }

  @Test
  void ofManyThatAreForgottenTheOldestIsOlderThanWhatIsWatched() {
    String config = "{storage: file_storage, max_streams: 1, max_staleness: 30s}";
    stage.boot(directory);
    stage.start(config);
    stage.send(sum(CUMULATIVE, begun("a", 1, 2, 100)));
    stage.clock.advance(Duration.ofSeconds(90));
    stage.send(sum(CUMULATIVE, begun("b", 80, 92, 200)));
    stage.clock.advance(Duration.ofSeconds(90)); // no room for a and b
    assertThat(values()).containsExactly(100L, 200L);
    stage.stop();
    stage.boot(directory);
    stage.start(config);
    stage.send(sum(CUMULATIVE, begun("a", 1, 182, 101)));
    assertThat(values()).isEmpty();
    assertThat(stage.booked("initial")).isEqualTo(1);
    stage.clock.advance(Duration.ofSeconds(90));
    stage.send(sum(CUMULATIVE, begun("new", 181, 272, 9)));
    assertThat(values()).containsExactly(9L);
  }

  @Test
  void aStorageThatIsNotThereIsAnError() {
    assertThatThrownBy(() -> stage.start("{storage: file_storage/none}"))
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining("\"file_storage/none\" is no storage extension that runs");
  }
}
