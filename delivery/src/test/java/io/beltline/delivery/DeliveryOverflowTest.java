package io.beltline.delivery;

import static io.beltline.delivery.Numbered.logs;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Permanent;
import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.delivery.Rig.Config;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** A full queue that drops the oldest of what waits. */
class DeliveryOverflowTest {

  Rig of(Config config) {
    return Rig.of(config);
  }

  private Rig hanging(Config config) {
    Rig rig = of(config.droppingOldest());
    rig.exporter.close();
    rig.send(logs(0, 1));
    rig.exporter.awaitRequests(1);
    return rig;
  }

  @Test
  void theNewestStayAndWhatIsBeingSentToo() {
    Rig rig = hanging(Config.DEFAULTS.consumers(1).size(4, Sizer.REQUESTS));
    for (int i = 1; i < 10; i++) {
      assertThat(rig.send(logs(i, 1))).isEqualTo(ConsumeResult.accepted());
      assertThat(rig.books().residue()).isZero();
    }
    rig.exporter.open();
    Books books = rig.end();
    assertThat(rig.exporter.delivered()).containsExactly(0L, 7L, 8L, 9L);
    assertThat(books.dropped(DropReason.QUEUE_FULL)).isEqualTo(6);
    assertThat(books.accepted()).isEqualTo(10);
    assertThat(books.residue()).isZero();
    assertThat(rig.recorder.dropped(DropReason.QUEUE_FULL)).isEqualTo(6);
    assertThat(rig.recorder.lines).contains("WARN 1 items queue_full: sending queue is full");
    assertThat(rig.recorder.memory().held()).isZero();
  }

  @Test
  void asManyGoAsTheNewOneNeeds() {
    Rig rig = hanging(Config.DEFAULTS.consumers(1).size(10, Sizer.ITEMS));
    for (int i = 1; i < 10; i++) {
      rig.send(logs(i, 1));
    }
    assertThat(rig.send(logs(100, 5))).isEqualTo(ConsumeResult.accepted());
    rig.exporter.open();
    assertThat(rig.end().dropped(DropReason.QUEUE_FULL)).isEqualTo(5);
    assertThat(rig.exporter.delivered())
        .containsExactly(0L, 6L, 7L, 8L, 9L, 100L, 101L, 102L, 103L, 104L);
  }

  @Test
  void whatCannotFitIsRefused() {
    Rig rig = hanging(Config.DEFAULTS.consumers(1).size(10, Sizer.ITEMS));
    assertThat(rig.send(logs(100, 11))).isInstanceOf(Permanent.class);
    assertThat(rig.send(logs(100, 10))).isInstanceOf(Retryable.class); // one is being sent
    assertThat(rig.books().dropped(DropReason.QUEUE_FULL)).isZero();
    rig.exporter.open();
    rig.end();
  }

  @Test
  void whatWaitsInABatchGoesToo() {
    Rig rig =
        Rig.of(
            Config.DEFAULTS
                .consumers(1)
                .size(3, Sizer.REQUESTS)
                .batch(Sizer.ITEMS, 100, 0)
                .droppingOldest());
    for (int i = 0; i < 8; i++) {
      rig.send(logs(10L * i, 2));
    }
    assertThat(rig.clock.waits()).hasSize(1);
    rig.clock.advance(Duration.ofMillis(200));
    rig.exporter.awaitDelivered(6);
    assertThat(rig.exporter.delivered()).containsExactly(50L, 51L, 60L, 61L, 70L, 71L);
    Books books = rig.end();
    assertThat(books.dropped(DropReason.QUEUE_FULL)).isEqualTo(10);
    assertThat(books.residue()).isZero();
  }

  @Test
  void anEmptiedBatchLeavesNoTimer() {
    Rig rig =
        Rig.of(
            Config.DEFAULTS
                .consumers(1)
                .size(1, Sizer.REQUESTS)
                .batch(Sizer.ITEMS, 100, 0)
                .droppingOldest());
    for (int i = 0; i < 5; i++) {
      rig.send(logs(i, 1));
      assertThat(rig.clock.waits()).hasSize(1);
    }
    assertThat(rig.end().delivered()).isEqualTo(1);
    assertThat(rig.exporter.delivered()).containsExactly(4L);
  }

  @Test
  void aDeadLetterPushesNobodyOut() {
    Rig rig = Rig.configured(Config.DEFAULTS.consumers(1).size(2, Sizer.REQUESTS).droppingOldest());
    rig.exporter.then(
        io.beltline.api.ExportResult.refused(
            io.beltline.api.ExportResult.Action.DEAD_LETTER,
            io.beltline.api.Status.ofHttp(400),
            "odd"));
    rig.send(logs(0, 1));
    rig.until(() -> rig.books().deadLettered() == 1);
    rig.exporter.close();
    rig.send(logs(1, 1));
    rig.send(logs(2, 1));
    assertThat(rig.delivery().redrive(1)).isInstanceOf(Retryable.class);
    rig.exporter.open();
    assertThat(rig.end().delivered()).isEqualTo(2);
  }

  @Property(tries = 200, seed = "20261123")
  void whatIsTakenIsDeliveredOrCounted(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 1, max = 12) Integer> requests,
      @ForAll @IntRange(min = 12, max = 40) int size,
      @ForAll @IntRange(min = 0, max = 20) int batch,
      @ForAll @IntRange(min = 0, max = 2) int max,
      @ForAll @IntRange(min = 1, max = 3) int consumers) {
    Config config = Config.DEFAULTS.consumers(consumers).size(size, Sizer.ITEMS);
    if (batch > 0) {
      config = config.batch(Sizer.ITEMS, batch, max == 0 ? 0 : batch + max);
    }
    Rig rig = of(config.droppingOldest());
    rig.exporter.close();
    long sent = 0;
    long taken = 0;
    List<Long> offered = new ArrayList<>();
    for (int items : requests) {
      if (rig.send(logs(sent, items)).isAccepted()) {
        taken += items;
        LongStream.range(sent, sent + items).forEach(offered::add);
      }
      sent += items;
      assertThat(rig.books().residue()).isZero();
    }
    rig.exporter.open();
    Books books = rig.end();
    List<Long> delivered = rig.exporter.delivered();
    assertThat(delivered).doesNotHaveDuplicates();
    assertThat(new HashSet<>(offered)).containsAll(delivered);
    assertThat(books.accepted()).isEqualTo(taken);
    assertThat(books.delivered()).isEqualTo(delivered.size());
    assertThat(books.dropped(DropReason.QUEUE_FULL)).isEqualTo(taken - delivered.size());
    assertThat(books.residue()).isZero();
    assertThat(rig.recorder.memory().held()).isZero();
  }
}
