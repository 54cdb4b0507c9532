package io.beltline.processor.deltatocumulative;

import static io.beltline.processor.MetricRequests.DELTA;
import static io.beltline.processor.MetricRequests.number;
import static io.beltline.processor.MetricRequests.sum;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ComponentId;
import io.beltline.api.ComponentStatus;
import io.beltline.api.ConsumeResult;
import io.beltline.processor.FullDisk;
import io.beltline.processor.ProcessorStage;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long totals are remembered, and by whom. */
class DeltaToCumulativeStateTest {
  private static final String STORED = "{storage: file_storage}";

  @TempDir private Path directory;

  private final ProcessorStage<DeltaToCumulativeConfig> stage =
      new ProcessorStage<>(new DeltaToCumulativeFactory());

  private List<Long> totals(double start, double time, long delta) {
    stage.send(sum(DELTA, number(start, time, delta)));
    return stage.sent().stream()
        .flatMap(metric -> metric.getSum().getDataPointsList().stream())
        .map(NumberDataPoint::getAsInt)
        .toList();
  }

  @Test
  void aReloadGoesOn() {
    stage.start("{}");
    totals(1, 2, 100);
    stage.reload("{max_stale: 1h}");
    assertThat(totals(2, 3, 10)).containsExactly(110L);
  }

  @Test
  void aRestartGoesOnIfThereIsAStorage() {
    stage.boot(directory);
    stage.start(STORED);
    totals(1, 2, 100);
    stage.stop();
    stage.boot(directory);
    stage.start(STORED);
    assertThat(totals(2, 3, 10)).containsExactly(110L);
    stage.boot(directory); // killed
    stage.start(STORED);
    assertThat(totals(3, 4, 5)).containsExactly(115L);
    stage.stop();
    stage.boot(directory);
    stage.start("{}");
    assertThat(totals(4, 5, 6)).containsExactly(6L);
  }

  @Test
  void whatIsRefusedIsTakenBackOnDiskToo() {
    stage.boot(directory);
    stage.start(STORED);
    stage.next.answering(ConsumeResult.unavailable("later", null));
    totals(1, 2, 100);
    stage.next.answering(ConsumeResult.accepted());
    assertThat(totals(1, 2, 100)).containsExactly(100L);
    stage.next.answering(ConsumeResult.unavailable("later", null));
    totals(2, 3, 10);
    stage.boot(directory);
    stage.start(STORED);
    stage.next.answering(ConsumeResult.accepted());
    assertThat(totals(2, 3, 10)).containsExactly(110L);
  }

  @Test
  void whatCannotBeWrittenIsRefused() {
    FullDisk disk = new FullDisk();
    stage.host.with(ComponentId.parse("file_storage"), disk);
    stage.start(STORED);
    disk.full = true;
    assertThat(stage.send(sum(DELTA, number(1, 2, 100))))
        .isInstanceOf(ConsumeResult.Retryable.class);
    assertThat(stage.sent()).isEmpty();
    assertThat(stage.settings.ledger().booked()).isEmpty();
    assertThat(stage.host.statuses().getLast().level())
        .isEqualTo(ComponentStatus.Level.RECOVERABLE_ERROR);
    disk.full = false;
    assertThat(totals(1, 2, 100)).containsExactly(100L);
    assertThat(stage.host.statuses().getLast().level()).isEqualTo(ComponentStatus.Level.OK);
  }
}
