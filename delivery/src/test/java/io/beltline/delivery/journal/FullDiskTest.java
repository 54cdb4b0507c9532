package io.beltline.delivery.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FullDiskTest {
  private static final Path DIRECTORY = Path.of("/journal");

  private final SimulatedDisk disk = new SimulatedDisk(new Random(1));
  private final HandClock clock = new HandClock();

  @ParameterizedTest
  @EnumSource(FsyncPolicy.class)
  void aFullVolumeRefusesAndWorksAgainWhenThereIsRoom(FsyncPolicy fsync) throws IOException {
    List<String> kept = new ArrayList<>();
    JournalSettings settings = Journals.settings(fsync, 5000);
    disk.capacity(20_000);
    try (Journal journal = Journals.open(DIRECTORY, settings, disk, clock)) {
      JournalQueue queue = journal.queue("q", Journals.MUCH);
      int refused = 0;
      for (int i = 0; i < 40; i++) {
        Ticket ticket = Journals.append(queue, "r" + i, 700 + 13 * i);
        try {
          queue.await(ticket);
          kept.add("r" + i);
        } catch (IOException full) {
          assertThat(full).hasMessageContaining("/journal: no space left on the volume");
          refused++;
        }
      }
      assertThat(refused).isPositive();
      assertThat(queue.records()).isEqualTo(kept.size());
      assertThat(Journals.names(queue)).isEqualTo(kept);
      disk.capacity(100_000);
      Journals.put(queue, "freed", 3000);
      kept.add("freed");
      assertThat(Journals.names(queue)).isEqualTo(kept);
    }
    try (Journal journal = Journals.open(DIRECTORY, settings, disk, clock)) {
      assertThat(Journals.names(journal.queue("q", Journals.MUCH))).isEqualTo(kept);
      assertThat(journal.recovery().skipped()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(FsyncPolicy.class)
  void aFullVolumeIsFreedByAcknowledgements(FsyncPolicy fsync) throws IOException {
    JournalSettings settings = Journals.settings(fsync, 5000);
    disk.capacity(30_000);
    try (Journal journal = Journals.open(DIRECTORY, settings, disk, clock)) {
      JournalQueue queue = journal.queue("q", Journals.MUCH);
      for (int round = 0; round < 5; round++) {
        assertThatThrownBy(() -> fill(queue)).hasMessageContaining("no space left");
        for (RecordRef each : Journals.records(queue)) {
          queue.acknowledge(each);
        }
        clock.advance(Duration.ofSeconds(5));
        assertThat(queue.records()).isZero();
        Journals.put(queue, "again" + round, 1000);
      }
    }
    try (Journal journal = Journals.open(DIRECTORY, settings, disk, clock)) {
      assertThat(Journals.names(journal.queue("q", Journals.MUCH))).containsExactly("again4");
    }
  }

  @Test
  void theQueueThatKeepsTheFilesIsNamed() throws IOException {
    JournalSettings settings =
        new JournalSettings(5000, 30_000, 0, FsyncPolicy.ALWAYS, Duration.ofSeconds(1), 0);
    List<String> said = new ArrayList<>();
    try (Journal journal = Journals.open(DIRECTORY, settings, disk, clock)) {
      journal.watch(said::add);
      JournalQueue away = journal.queue("away logs", Journals.MUCH);
      JournalQueue well = journal.queue("well logs", Journals.MUCH);
      for (int i = 0; said.size() < 2 && i < 1000; i++) {
        if (i % 10 == 0) {
          away.append(new byte[0], Journals.payload("a" + i, 100), 1, 1);
        }
        if (well.append(new byte[0], Journals.payload("w" + i, 800), 1, 1) instanceof Ticket put) {
          well.acknowledge(well.await(put));
        }
        clock.advance(Duration.ofSeconds(1));
      }
      assertThat(said.getLast())
          .startsWith(DIRECTORY + ": the files of the queues fill journal::max_size (30000 bytes)")
          .endsWith("kept by queue away logs, which holds " + away.bytes() + " bytes");
    }
  }

  @Test
  void roomThatComesWhileItsKeeperIsLookedUpIsTold() throws IOException {
    JournalSettings settings =
        new JournalSettings(5000, 30_000, 0, FsyncPolicy.ALWAYS, Duration.ofSeconds(1), 0);
    List<String> said = new ArrayList<>();
    try (Journal journal = Journals.open(DIRECTORY, settings, disk, clock)) {
      journal.watch(said::add);
      JournalQueue queue = journal.queue("q", Journals.MUCH);
      List<RecordRef> kept = new ArrayList<>();
      while (queue.append(new byte[0], Journals.payload("r", 800), 1, 1) instanceof Ticket put) {
        kept.add(queue.await(put));
      }
      disk.beforeRead(
          () -> {
            kept.forEach(queue::acknowledge);
            clock.advance(Duration.ofSeconds(2));
          });
      clock.advance(Duration.ofSeconds(2));
      clock.advance(Duration.ofSeconds(2));
      assertThat(journal.statistics().bytes()).isLessThan(10_000);
      assertThat(said.getLast()).isEmpty();
    }
  }

  private static void fill(JournalQueue queue) throws IOException {
    for (int i = 0; i < 1000; i++) {
      Journals.put(queue, "f" + i, 500);
    }
  }

  @ParameterizedTest
  @EnumSource(FsyncPolicy.class)
  void theFloorRefusesBeforeTheVolumeIsFull(FsyncPolicy fsync) throws IOException {
    JournalSettings settings =
        new JournalSettings(5000, 0, 10_000, fsync, Duration.ofSeconds(1), 0);
    disk.capacity(30_000);
    try (Journal journal = Journals.open(DIRECTORY, settings, disk, clock)) {
      JournalQueue queue = journal.queue("q", Journals.MUCH);
      Append answer = Refusal.CLOSED;
      for (int i = 0; i < 100 && answer != Refusal.LOW_SPACE; i++) {
        answer = queue.append(new byte[0], Journals.payload("r" + i, 800), 1, 1);
        if (answer instanceof Ticket ticket) {
          queue.await(ticket);
        }
      }
      assertThat(answer).isEqualTo(Refusal.LOW_SPACE);
      assertThat(disk.usableSpace(DIRECTORY)).isBetween(9_000L, 12_000L);
      disk.capacity(60_000);
      assertThat(queue.append(new byte[0], Journals.payload("s", 800), 1, 1))
          .isEqualTo(Refusal.LOW_SPACE);
      clock.advance(Duration.ofSeconds(1));
      Journals.put(queue, "t", 800);
      assertThat(journal.statistics().refused()).containsEntry(Refusal.LOW_SPACE, 2L);
    }
  }
}
