package io.beltline.delivery.journal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.delivery.journal.InspectionReport.Damage;
import io.beltline.delivery.journal.InspectionReport.QueueContents;
import io.beltline.delivery.journal.RecoveryReport.Reason;
import io.beltline.model.Payload;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nine records r0 to r8 in three segments; r1, r4 and r7 are queue b's, and r0 is acknowledged. */
final class JournalInspectionTest {
  private static final int PAYLOAD = 300;

  @TempDir Path directory;
  private final List<RecordHeader> headers = new ArrayList<>();

  private void write() throws IOException {
    try (Journal journal = Journals.open(directory, 1200)) {
      JournalQueue a = journal.queue("a", Journals.MUCH);
      JournalQueue b = journal.queue("b", Journals.MUCH);
      for (int i = 0; i < 9; i++) {
        RecordRef kept = Journals.put(i % 3 == 1 ? b : a, "r" + i, PAYLOAD);
        headers.add(kept.header());
        if (i == 0) {
          a.acknowledge(kept);
        }
      }
    }
  }

  private Map<String, List<Byte>> bytes() throws IOException {
    Map<String, List<Byte>> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        List<Byte> content = new ArrayList<>();
        for (byte each : Files.readAllBytes(file)) {
          content.add(each);
        }
        all.put(directory.relativize(file) + " " + Files.getLastModifiedTime(file), content);
      }
    }
    return all;
  }

  private InspectionReport verify() throws IOException {
    Map<String, List<Byte>> before = bytes();
    try (JournalInspection inspection = JournalInspection.open(directory)) {
      assertThat(inspection.inUse()).isFalse();
      return inspection.verify();
    } finally {
      assertThat(bytes()).isEqualTo(before);
    }
  }

  @Test
  void whatIsDeliveredMeanwhileIsNoDamage() throws IOException {
    HandClock clock = new HandClock();
    JournalSettings settings = Journals.settings(FsyncPolicy.NEVER, 1200);
    try (Journal journal = Journals.open(directory, settings, new DiskFiles(), clock)) {
      JournalQueue queue = journal.queue("a", Journals.MUCH);
      List<RecordRef> waiting = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        waiting.add(Journals.put(queue, "r" + i, 20));
      }
      List<Boolean> gone = new ArrayList<>();
      try (JournalInspection inspection = JournalInspection.open(directory)) {
        assertThat(inspection.inUse()).isTrue();
        inspection.walk(
            null,
            each -> { // heads that follow were read together with the first
              if (gone.isEmpty()) {
                flow(queue, waiting, clock);
              }
              return each.payload() != null || gone.add(each.isGone());
            });
        assertThat(gone).isNotEmpty().doesNotContain(false);
        assertThat(inspection.verify().damaged()).isEmpty();
      }
    }
  }

  private static void flow(JournalQueue queue, List<RecordRef> waiting, HandClock clock)
      throws IOException {
    for (int i = 0; i < 60; i++) {
      waiting.add(Journals.put(queue, "n" + i, PAYLOAD));
      queue.acknowledge(waiting.removeFirst());
      clock.advance(Duration.ofSeconds(2));
    }
  }

  private List<String> names(String queue) throws IOException {
    List<String> names = new ArrayList<>();
    try (JournalInspection inspection = JournalInspection.open(directory)) {
      inspection.walk(
          queue,
          each -> {
            Payload payload = each.payload();
            names.add(payload == null ? "damaged" : Journals.name(payload));
            return true;
          });
    }
    return names;
  }

  private Path flip(long position) throws IOException {
    Path home = null;
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(f -> SegmentHeader.start(f) >= 0).sorted().toList()) {
        home = SegmentHeader.start(file) <= position ? file : home;
      }
    }
    Path file = requireNonNull(home);
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(position - SegmentHeader.start(file));
      int old = bytes.read();
      bytes.seek(position - SegmentHeader.start(file));
      bytes.write(old ^ 0x10);
    }
    return file;
  }

  @Test
  void aSoundJournalIsReadWhole() throws IOException {
    write();
    InspectionReport report = verify();
    assertThat(report.isSound()).isTrue();
    assertThat(report.segments()).isEqualTo(3);
    assertThat(report.records()).isEqualTo(8);
    assertThat(report.items()).isEqualTo(16);
    assertThat(report.queues())
        .extracting(QueueContents::name, QueueContents::records)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("a", 5L),
            org.assertj.core.groups.Tuple.tuple("b", 3L));
    assertThat(names("b")).containsExactly("r1", "r4", "r7");
    assertThat(JournalInspection.isJournal(directory)).isTrue();
    assertThat(JournalInspection.isJournal(directory.resolve("cursors"))).isFalse();
  }

  @Test
  void aDamagedPayloadIsToldWithItsPlace() throws IOException {
    write();
    Path file = flip(headers.get(4).payloadPosition() + 7);
    InspectionReport report = verify();
    assertThat(report.isSound()).isFalse();
    assertThat(report.records()).isEqualTo(7);
    Damage damage = report.damaged().getFirst();
    assertThat(report.damaged()).hasSize(1);
    assertThat(damage.queue()).isEqualTo("b");
    assertThat(damage.reason()).isEqualTo(Reason.DAMAGED_PAYLOAD);
    assertThat(damage.segment()).isEqualTo(file);
    assertThat(damage.offset()).isEqualTo(headers.get(4).position() - SegmentHeader.start(file));
    assertThat(names("b")).containsExactly("r1", "damaged", "r7");
  }

  @Test
  void aDamagedHeaderIsLostAndToldEachTime() throws IOException {
    write();
    flip(headers.get(5).position() + 20);
    InspectionReport first = verify();
    assertThat(first.isSound()).isFalse();
    assertThat(first.recovery().skippedRecords()).isEqualTo(1);
    assertThat(verify().recovery().skipped()).isEqualTo(first.recovery().skipped());
    assertThat(names("a")).containsExactly("r2", "r3", "r6", "r8");
  }

  @Test
  void aTornTailIsNoDamage() throws IOException {
    write();
    try (Journal journal = Journals.open(directory, 1 << 20)) {
      Journals.put(journal.queue("a", Journals.MUCH), "r9", PAYLOAD);
    }
    Path last;
    try (Stream<Path> files = Files.list(directory)) {
      last = files.filter(f -> SegmentHeader.start(f) >= 0).sorted().toList().getLast();
    }
    try (RandomAccessFile file = new RandomAccessFile(last.toFile(), "rw")) {
      file.setLength(file.length() - 100); // the seal, and the end of r9
    }
    InspectionReport report = verify();
    assertThat(report.isSound()).isTrue();
    assertThat(report.recovery().tornBytes()).isPositive();
    assertThat(report.records()).isEqualTo(8);
  }

  @Test
  void aJournalInUseIsSeenAsSuch() throws IOException {
    write();
    try (Journal journal = Journals.open(directory, 1200)) {
      Journals.put(journal.queue("c", Journals.MUCH), "now", PAYLOAD);
      try (JournalInspection inspection = JournalInspection.open(directory)) {
        assertThat(inspection.inUse()).isTrue();
        assertThat(inspection.verify().isSound()).isTrue();
        assertThat(inspection.queues()).extracting(QueueContents::name).contains("c");
      }
    }
  }
}
