package io.beltline.delivery;

import static io.beltline.delivery.Numbered.logs;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ExportResult;
import io.beltline.delivery.Rig.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A queue on a disk that does not read what was written. */
class DeliveryUnreadableTest {
  private static final Path QUEUES = Path.of("/storage/queues");
  private static final int COUNT = 10;
  private static final int MORE_THAN_A_BLOCK = 6000;

  private final DiskStorage storage = new DiskStorage();

  /** Ten requests of a size, of which one or two are in memory. */
  private Rig filled(int bytes) {
    storage.queueMemoryBytes = 100;
    Rig rig = Rig.on(storage, Config.DEFAULTS.consumers(1));
    rig.exporter.close();
    for (int i = 0; i < COUNT; i++) {
      assertThat(rig.send(logs(i, 1, bytes)).isAccepted()).isTrue();
    }
    return rig;
  }

  private static void seconds(Rig rig, int count) {
    for (int i = 0; i < count; i++) {
      rig.clock.awaitPending(1);
      rig.clock.advance(Duration.ofSeconds(1));
    }
  }

  /** Lets time pass until nothing waits. */
  private static void untilAllCameToAnEnd(Rig rig, long requests) {
    for (int second = 0; second < 1_000_000; second++) {
      Books books = rig.books();
      if (books.delivered() + books.dropped(DropReason.DAMAGED) == requests) {
        return;
      }
      rig.clock.advance(Duration.ofSeconds(1));
      Thread.yield();
    }
    throw new AssertionError("something still waits: " + rig.books());
  }

  @Test
  void whatIsSoundIsDeliveredWhenTheDiskIsBack() {
    Rig rig = filled(20); // several heads are read at once
    ExportResult fine = ExportResult.delivered();
    rig.exporter.then(fine, fine, fine);
    rig.exporter.then(
        request -> {
          storage.disk.unreadable(true);
          return ExportResult.delivered();
        });
    rig.exporter.open();
    seconds(rig, 60);
    storage.disk.unreadable(false);
    seconds(rig, 1);
    rig.exporter.awaitDelivered(COUNT);
    assertThat(rig.exporter.delivered()).isEqualTo(LongStream.range(0, COUNT).boxed().toList());
    Books books = rig.end();
    assertThat(books.dropped(DropReason.DAMAGED)).isZero();
    assertThat(books.residue()).isZero();
  }

  @Test
  void whatCanBeReadAgainWhenTheDiskAnswersIsNotGivenUp() {
    Rig rig = filled(20);
    ExportResult fine = ExportResult.delivered();
    rig.exporter.then(fine, fine, fine);
    rig.exporter.then(
        request -> {
          storage.disk.unreadableUntilSynced();
          return ExportResult.delivered();
        });
    rig.exporter.open();
    untilAllCameToAnEnd(rig, COUNT);
    assertThat(rig.exporter.delivered()).isEqualTo(LongStream.range(0, COUNT).boxed().toList());
    Books books = rig.end();
    assertThat(books.dropped(DropReason.DAMAGED)).isZero();
    assertThat(books.residue()).isZero();
  }

  @Test
  void aBlockThatCannotBeReadCostsWhatIsInIt() {
    Rig rig = filled(MORE_THAN_A_BLOCK);
    storage.disk.breakBlock(QUEUES, Numbered.bytes(6), 0);
    rig.exporter.open();
    untilAllCameToAnEnd(rig, COUNT);
    Books books = rig.end();
    assertThat(books.dropped(DropReason.DAMAGED)).isBetween(1L, 2L);
    assertThat(books.residue()).isZero();
    assertThat(rig.exporter.delivered()).contains(4L, 7L, 8L, 9L).isSorted();
  }

  @Test
  void aBlockThatHoldsAHeadIsPassedOver() {
    Rig rig = filled(MORE_THAN_A_BLOCK);
    for (long number = 3; number < 6; number++) {
      storage.disk.breakBlock(QUEUES, Numbered.bytes(number), -60);
    }
    rig.exporter.open();
    untilAllCameToAnEnd(rig, COUNT);
    Books books = rig.end();
    assertThat(books.dropped(DropReason.DAMAGED)).isBetween(3L, 4L);
    assertThat(books.residue()).isZero();
    assertThat(rig.exporter.delivered()).contains(6L, 7L, 8L, 9L).isSorted();
  }

  @Test
  void aStartGoesOnBehindABlockThatCannotBeRead() {
    filled(MORE_THAN_A_BLOCK);
    storage.kill();
    storage.disk.breakBlock(QUEUES, Numbered.bytes(6), -60);
    Rig second = Rig.on(storage, Config.DEFAULTS.consumers(1));
    assertThat(second.books().recovered()).isBetween(COUNT - 2L, (long) COUNT);
    untilAllCameToAnEnd(second, second.books().recovered());
    assertThat(second.exporter.delivered()).contains(0L, 4L, 7L, 8L, 9L).isSorted();
    assertThat(second.end().residue()).isZero();
  }
}
