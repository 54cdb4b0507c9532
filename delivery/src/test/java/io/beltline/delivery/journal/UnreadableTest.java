package io.beltline.delivery.journal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A journal on a disk that does not read what was written. */
final class UnreadableTest {
  private static final Path DIRECTORY = Path.of("/journal");

  private final SimulatedDisk disk = new SimulatedDisk(new Random(1));
  private final HandClock clock = new HandClock();

  private Journal open() throws IOException {
    return Journals.open(DIRECTORY, Journals.settings(FsyncPolicy.ALWAYS, 4 << 20), disk, clock);
  }

  /** A run in which records are taken, into a file of its own. */
  private void run(String name, int count, int size) throws IOException {
    try (Journal journal = open()) {
      JournalQueue queue = journal.queue("q", Journals.MUCH);
      for (int i = 0; i < count; i++) {
        Journals.put(queue, name + i, size);
      }
    }
  }

  private void breakBlock(String name) {
    disk.breakBlock(DIRECTORY, (name + "|").getBytes(StandardCharsets.UTF_8), 0);
  }

  @Test
  void aStartOnADiskThatGoesAwayEndsAtOnce() throws IOException {
    run("r", 30, 100_000);
    for (int readable = 0; readable < 20; readable++) {
      disk.unreadableAfter(readable);
      assertThatThrownBy(this::open)
          .isInstanceOf(IOException.class)
          .hasMessage("Input/output error");
      assertThat(disk.reads()).isLessThan(readable + 100L);
    }
    disk.unreadableAfter(Long.MAX_VALUE);
    try (Journal journal = open()) {
      assertThat(Journals.names(journal.queue("q", Journals.MUCH))).hasSize(30);
    }
  }

  @Test
  void aWalkOnADiskThatGoesAwayEndsAtOnce() throws IOException {
    run("r", 30, 100_000);
    run("s", 30, 100_000);
    try (Journal journal = open()) {
      breakBlock("r0");
      JournalCursor cursor = journal.queue("q", Journals.MUCH).cursor(null);
      assertThatThrownBy(cursor::next).isInstanceOf(IOException.class);
      cursor.passOver();
      disk.unreadableAfter(1);
      assertThatThrownBy(cursor::next).isInstanceOf(IOException.class);
      assertThat(disk.reads()).isLessThan(100L);
      disk.unreadableAfter(Long.MAX_VALUE);
      cursor.passOver();
      assertThat(requireNonNull(cursor.next()).sequence()).isEqualTo(2);
    }
  }

  @Test
  void aSmallFileThatCannotBeReadCostsWhatIsInIt() throws IOException {
    run("r", 1, 500);
    run("s", 1, 500);
    try (Journal journal = open()) {
      breakBlock("r0");
      JournalCursor cursor = journal.queue("q", Journals.MUCH).cursor(null);
      assertThatThrownBy(cursor::next).isInstanceOf(IOException.class);
      cursor.passOver();
      assertThat(requireNonNull(cursor.next()).sequence()).isEqualTo(2);
      assertThat(cursor.next()).isNull();
    }
  }

  @Test
  void aStartOnASmallFileThatCannotBeReadCostsWhatIsInIt() throws IOException {
    run("r", 1, 500);
    run("s", 1, 500);
    breakBlock("r0");
    disk.capacity(disk.used()); // what is full answers too
    try (Journal journal = open()) {
      disk.capacity(Long.MAX_VALUE);
      assertThat(journal.recovery().skippedRecords()).isEqualTo(1);
      assertThat(Journals.names(journal.queue("q", Journals.MUCH))).containsExactly("s0");
    }
  }

  @Test
  void aWalkGoesOnBehindWhatTheStartHasPassedOver() throws IOException {
    run("r", 5, 6000);
    run("s", 1, 500);
    disk.breakBlock(DIRECTORY, Journals.meta("r2"), 0);
    try (Journal journal = open()) {
      List<RecordRef> left = Journals.records(journal.queue("q", Journals.MUCH));
      assertThat(left).extracting(RecordRef::sequence).contains(1L, 4L, 5L, 6L).doesNotContain(3L);
      assertThat(journal.statistics().skippedRecords()).isEqualTo(6 - left.size());
      disk.breakBlock(DIRECTORY, Journals.meta("r4"), 0);
      JournalCursor cursor = journal.queue("other", Journals.MUCH).cursor(null);
      assertThatThrownBy(cursor::next).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aStartFailsWhereTheEndOfTheNewestFileCannotBeRead() throws IOException {
    run("r", 2, 500);
    JournalQueue killed = open().queue("q", Journals.MUCH);
    for (int i = 0; i < 4; i++) {
      Journals.put(killed, "s" + i, 6000);
    }
    disk.kill();
    disk.breakBlock(DIRECTORY, Journals.meta("s3"), 0);
    long used = disk.used();
    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the end of the newest file cannot be read");
    assertThat(disk.used()).isEqualTo(used);
  }
}
