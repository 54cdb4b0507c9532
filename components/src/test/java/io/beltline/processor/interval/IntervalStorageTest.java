package io.beltline.processor.interval;

import static io.beltline.processor.MetricRequests.CUMULATIVE;
import static io.beltline.processor.MetricRequests.DELTA;
import static io.beltline.processor.MetricRequests.attribute;
import static io.beltline.processor.MetricRequests.number;
import static io.beltline.processor.MetricRequests.sum;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ComponentId;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.extension.Configs;
import io.beltline.processor.FullDisk;
import io.beltline.processor.MetricRequests;
import io.beltline.processor.ProcessorStage;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which points the next process finds, and that the books say so. */
class IntervalStorageTest {
  private static final String STORED = "{storage: file_storage}";

  private final FullDisk disk = new FullDisk();
  private final ProcessorStage<IntervalConfig> stage = new ProcessorStage<>(new IntervalFactory());

  @BeforeEach
  void theDestinationIsBusy() {
    stage.host.with(ComponentId.parse("file_storage"), disk);
    stage.start(STORED);
    stage.next.answering(ConsumeResult.unavailable("later", null));
  }

  private static NumberDataPoint of(String series) {
    return number(0, 1).addAttributes(attribute("s", series)).setAsInt(1).build();
  }

  private long held() {
    return stage.settings.ledger().booked().getOrDefault("held", 0L);
  }

  @Test
  void whatIsOnNoDiskIsNotKept() {
    stage.send(sum(CUMULATIVE, of("a")));
    disk.full = true;
    assertThat(stage.send(sum(CUMULATIVE, of("b"), of("c"))).isAccepted()).isTrue();
    stage.stop();
    assertThat(stage.booked("kept")).isEqualTo(1);
    assertThat(stage.booked("shutdown")).isEqualTo(2);
    assertThat(held()).isZero();
    disk.full = false;
    stage.start(STORED);
    assertThat(stage.booked("recovered")).isEqualTo(1);
  }

  @Test
  void whatWasOnNoDiskIsWrittenAtTheEnd() {
    disk.full = true;
    stage.send(sum(CUMULATIVE, of("a"), of("b")));
    disk.full = false;
    stage.stop();
    assertThat(stage.booked("kept")).isEqualTo(2);
    stage.start(STORED);
    assertThat(stage.booked("recovered")).isEqualTo(2);
  }

  @Test
  void whatWasOnNoDiskIsWrittenAfterTheInterval() {
    disk.full = true;
    stage.send(sum(CUMULATIVE, of("a"), of("b")));
    disk.full = false;
    stage.clock.advance(Duration.ofSeconds(60));
    stage.clock.awaitPending(1);
    stage.start(STORED); // the one before was killed
    assertThat(stage.booked("recovered")).isEqualTo(2);
  }

  @Test
  void whatIsFoundAndCannotBeHeldIsDropped() {
    stage.send(sum(CUMULATIVE, of("a"), of("b"), of("c"), of("d")));
    stage.stop();
    String damaged =
        disk.values.keySet().stream().filter(key -> key.length() == 32).findFirst().orElseThrow();
    disk.values.put(damaged, new byte[] {9});
    stage.start("{storage: file_storage, max_streams: 2}");
    assertThat(stage.booked("recovered")).isEqualTo(4);
    assertThat(stage.booked("damaged")).isEqualTo(1);
    assertThat(stage.booked("limit")).isEqualTo(1);
    assertThat(held()).isEqualTo(2);
  }

  @Test
  void aRequestThatOutlivesTheProcessorIsNotKept() {
    FakeClock clock = new FakeClock();
    TestSettings settings = TestSettings.of("interval");
    TestHost host = new TestHost(clock);
    host.with(ComponentId.parse("file_storage"), disk);
    List<IntervalProcessor> processors = new ArrayList<>();
    Consumer next =
        (context, telemetry) -> {
          if (processors.isEmpty()) {
            return ConsumeResult.unavailable("later", null);
          }
          processors.removeFirst().shutdown(Deadline.in(clock, Duration.ofSeconds(1)));
          return ConsumeResult.accepted();
        };
    IntervalProcessor processor =
        new IntervalProcessor(
            settings.settings(), Configs.bind(IntervalConfig.class, STORED), next);
    processor.start(host);
    processors.add(processor);
    processor.consume(
        Context.EMPTY, MetricRequests.of(sum(DELTA, of("x")), sum(CUMULATIVE, of("a"))));
    assertThat(settings.ledger().booked())
        .containsEntry("dropped{shutdown}", 1L)
        .doesNotContainKeys("filtered{kept}", "held");
  }
}
