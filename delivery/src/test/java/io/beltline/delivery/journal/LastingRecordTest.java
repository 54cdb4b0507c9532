package io.beltline.delivery.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** One record that nobody takes costs nothing for all that come and go after it. */
final class LastingRecordTest {
  private static final Path DIRECTORY = Path.of("/journal");
  private static final int COUNT = 20_000;

  private final SimulatedDisk disk = new SimulatedDisk(new Random(1));
  private final HandClock clock = new HandClock();

  private Journal open() throws IOException {
    return Journals.open(DIRECTORY, Journals.settings(FsyncPolicy.NEVER, 4000), disk, clock);
  }

  private static int words(Journal journal) {
    Shelf shelf = journal.shelf();
    return shelf.read(
        () ->
            shelf.gone.words()
                + shelf.queues.values().stream().mapToInt(q -> q.acknowledged.words()).sum());
  }

  private static void flow(JournalQueue queue, HandClock clock, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      queue.acknowledge(Journals.put(queue, "r" + i, 100));
      if (i % 50 == 0) {
        clock.advance(Duration.ofSeconds(1));
      }
    }
    clock.advance(Duration.ofSeconds(1));
  }

  @Test
  void neitherInMemoryNorAfterAStart() throws IOException {
    Journal first = open();
    JournalQueue orphan = first.queue("orphan", Journals.MUCH);
    Journals.put(orphan, "old", 100);
    orphan.close();
    flow(first.queue("q", Journals.MUCH), clock, COUNT);
    assertThat(first.statistics().segments()).isLessThan(5);
    assertThat(words(first)).isLessThan(50);
    disk.kill();
    clock.clear();
    try (Journal second = open()) {
      assertThat(second.recovery().skipped()).isEmpty();
      JournalQueue queue = second.queue("q", Journals.MUCH);
      assertThat(words(second)).isLessThan(50);
      assertThat(queue.records()).isZero();
      flow(queue, clock, 100);
      assertThat(Journals.names(second.queue("orphan", Journals.MUCH))).containsExactly("old");
    }
  }

  @Test
  void anAcknowledgementOfWhatIsDeletedIsStillNone() throws IOException {
    try (Journal journal = open()) {
      Journals.put(journal.queue("orphan", Journals.MUCH), "old", 100);
      JournalQueue queue = journal.queue("q", Journals.MUCH);
      RecordRef early = Journals.put(queue, "early", 100);
      queue.acknowledge(early);
      flow(queue, clock, 200);
      queue.acknowledge(early);
      assertThat(queue.records()).isZero();
    }
  }
}
