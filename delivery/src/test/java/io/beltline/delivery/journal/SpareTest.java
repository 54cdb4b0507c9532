package io.beltline.delivery.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Segments that are written over the files of earlier ones. */
final class SpareTest {
  private static final Path DIRECTORY = Path.of("/journal");
  private static final int SEGMENT = 5000;

  private final SimulatedDisk disk = new SimulatedDisk(new Random(1));
  private final HandClock clock = new HandClock();

  private Journal open(FsyncPolicy fsync, long maxSize) throws IOException {
    JournalSettings settings =
        new JournalSettings(SEGMENT, maxSize, 0, fsync, Duration.ofSeconds(1), 1 << 20);
    return Journals.open(DIRECTORY, settings, disk, clock);
  }

  private boolean hasSpare() throws IOException {
    return disk.list(DIRECTORY).stream()
        .anyMatch(path -> path.getFileName().toString().startsWith("spare-"));
  }

  /** Fills and empties segments; the last few records stay. */
  private List<String> flow(JournalQueue queue, int count) throws IOException {
    List<RecordRef> waiting = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      waiting.add(Journals.put(queue, "r" + i, 600 + i % 7));
      if (waiting.size() > 3) {
        queue.acknowledge(waiting.removeFirst());
      }
      clock.advance(Duration.ofSeconds(2));
    }
    return Journals.names(queue);
  }

  @ParameterizedTest
  @EnumSource(FsyncPolicy.class)
  void aSegmentIsWrittenOverOneThatIsDoneWith(FsyncPolicy fsync) throws IOException {
    List<String> waiting;
    try (Journal journal = open(fsync, 0)) {
      JournalQueue queue = journal.queue("q", Journals.MUCH);
      waiting = flow(queue, 100);
      assertThat(waiting).containsExactly("r97", "r98", "r99");
      assertThat(disk.recycled()).isGreaterThan(8);
      assertThat(disk.used()).isLessThan(4 * SEGMENT);
    }
    assertThat(hasSpare()).isFalse();
    try (Journal journal = open(fsync, 0)) {
      assertThat(journal.recovery().skipped()).isEmpty();
      assertThat(Journals.names(journal.queue("q", Journals.MUCH))).isEqualTo(waiting);
    }
  }

  @Test
  void whatAnEarlierSegmentLeftBehindTheLastRecordIsNothing() throws IOException {
    for (int count = 20; count < 60; count++) {
      JournalQueue queue = open(FsyncPolicy.INTERVAL, 0).queue("q", Journals.MUCH);
      List<String> waiting = flow(queue, count);
      disk.kill();
      clock.clear();
      try (Journal journal = open(FsyncPolicy.INTERVAL, 0)) {
        RecoveryReport report = journal.recovery();
        assertThat(report.skipped()).isEmpty();
        assertThat(report.tornRecords()).isZero();
        assertThat(report.tornBytes()).isZero();
        JournalQueue again = journal.queue("q", Journals.MUCH);
        assertThat(Journals.names(again)).isEqualTo(waiting);
        Journals.records(again).forEach(again::acknowledge);
      }
      clock.clear();
    }
    assertThat(disk.recycled()).isGreaterThan(100);
  }

  @Test
  void aRecordThatWasBeingWrittenOverAnotherIsTorn() throws IOException {
    int torn = 0;
    for (int count = 20; count < 60; count++) {
      JournalQueue queue = open(FsyncPolicy.NEVER, 0).queue("q", Journals.MUCH);
      flow(queue, count);
      int before = disk.recycled();
      Ticket last = Journals.append(queue, "half", 900);
      disk.tearNextWrite(700);
      try {
        queue.await(last);
      } catch (IOException killed) {
        assertThat(killed).hasMessageContaining("killed");
      }
      boolean fresh = disk.recycled() > before;
      disk.kill();
      clock.clear();
      try (Journal journal = open(FsyncPolicy.NEVER, 0)) {
        assertThat(journal.recovery().skipped()).isEmpty();
        torn += (int) journal.recovery().tornRecords();
        JournalQueue again = journal.queue("q", Journals.MUCH);
        List<String> names = Journals.names(again);
        assertThat(names).as("count %d, new segment %s", count, fresh).doesNotContain("half");
        assertThat(names).contains("r" + (count - 1));
        Journals.records(again).forEach(again::acknowledge);
      }
      clock.clear();
    }
    assertThat(torn).isGreaterThan(20);
  }

  @Test
  void itGoesBeforeItTakesRoomFromRecords() throws IOException {
    try (Journal journal = open(FsyncPolicy.ALWAYS, 6 * SEGMENT)) {
      JournalQueue queue = journal.queue("q", Journals.MUCH);
      flow(queue, 30);
      int recycled = disk.recycled();
      assertThat(recycled).isPositive();
      long most = 0;
      while (queue.append(new byte[0], Journals.payload("f", 600), 1, 1) instanceof Ticket next) {
        queue.await(next);
        most = Math.max(most, disk.used());
      }
      assertThat(hasSpare()).isFalse();
      assertThat(journal.statistics().bytes()).isGreaterThan(5 * SEGMENT);
      assertThat(most).isLessThan(7 * SEGMENT); // logs and the reserve beside them
    }
  }

  @Test
  void itGoesWhenNothingIsWritten() throws IOException {
    try (Journal journal = open(FsyncPolicy.ALWAYS, 0)) {
      JournalQueue queue = journal.queue("q", Journals.MUCH);
      int count = 20;
      while (!hasSpare()) {
        flow(queue, count++);
      }
      clock.advance(Duration.ofSeconds(50));
      assertThat(hasSpare()).isTrue();
      clock.advance(Duration.ofSeconds(10));
      assertThat(hasSpare()).isFalse();
    }
  }

  @Test
  void oneThatWasHandedOverKeepsItsNameWhileAnotherComes() throws IOException {
    JournalSettings settings = Journals.settings(FsyncPolicy.ALWAYS, SEGMENT);
    Opening opening = Opening.run(new Layout(disk, DIRECTORY), settings, clock, Journals.LOGGER);
    Shelf shelf =
        new Shelf(opening.recovery().segments, opening.found().queues(), opening.found().gone());
    Spare spare = new Spare(opening, shelf);
    assertThat(spare.take()).isNull();
    assertThat(spare.keep(segment(0))).isTrue();
    assertThat(spare.keep(segment(6000))).isFalse();
    assertThat(spare.take()).as("before the disk knows its name").isNull();
    spare.ready();
    Path first = spare.take();
    assertThat(spare.keep(segment(12_000))).isTrue();
    spare.ready();
    assertThat(spare.take()).isNotNull().isNotEqualTo(first);
    assertThat(disk.list(DIRECTORY)).contains(first);
  }

  private Segment segment(long start) throws IOException {
    Path path = SegmentHeader.path(DIRECTORY, start);
    JournalFile file = disk.open(path);
    file.write(0, new byte[SEGMENT], 0, SEGMENT);
    return new Segment(path, file, start, 1, null);
  }

  @Test
  void aCursorThatIsAtTheEndSeesWhatIsWrittenOverOldBytesNext() throws IOException {
    try (Journal journal = open(FsyncPolicy.NEVER, 0)) {
      JournalQueue queue = journal.queue("q", Journals.MUCH);
      JournalCursor cursor = queue.cursor(null);
      for (int i = 0; i < 200; i++) {
        RecordRef put = Journals.put(queue, "r" + i, 100 + i % 50);
        assertThat(cursor.next()).as("record %d", i).isEqualTo(put);
        assertThat(cursor.next()).isNull();
        queue.acknowledge(put);
        clock.advance(Duration.ofSeconds(2));
      }
      assertThat(journal.statistics().skippedRecords()).isZero();
    }
    assertThat(disk.recycled()).isGreaterThan(3);
  }
}
