package io.beltline.delivery.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.delivery.journal.RecoveryReport.Reason;
import io.beltline.delivery.journal.RecoveryReport.Skip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A closed journal of nine records, three in a segment, and what is left of it after damage. The
 * records are called r0 to r8, belong to the queues a, b and a again, and hold two items each.
 */
final class DamageTest {
  private static final int RECORDS = 9;
  private static final int PAYLOAD = 300;

  @TempDir Path directory;
  private final List<RecordHeader> headers = new ArrayList<>();
  private List<Path> segments;

  @BeforeEach
  void write() throws IOException {
    try (Journal journal = Journals.open(directory, 1200)) {
      JournalQueue a = journal.queue("a", Journals.MUCH);
      JournalQueue b = journal.queue("b", Journals.MUCH);
      for (int i = 0; i < RECORDS; i++) {
        headers.add(Journals.put(i % 3 == 1 ? b : a, "r" + i, PAYLOAD).header());
      }
    }
    try (Stream<Path> files = Files.list(directory)) {
      segments = files.filter(file -> SegmentHeader.start(file) >= 0).sorted().toList();
    }
    assertThat(segments).hasSize(3);
  }

  private Path segment(int record) {
    return segments.get(record / 3);
  }

  private int offset(int record) {
    return (int) (headers.get(record).position() - SegmentHeader.start(segment(record)));
  }

  private void flip(Path file, int offset) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[offset] ^= 0x10;
    Files.write(file, bytes);
  }

  /** Opens the journal, reads all, and opens it once more: the second start tells nothing. */
  private Seen open() throws IOException {
    RecoveryReport report;
    List<String> names = new ArrayList<>();
    JournalStatistics statistics;
    try (Journal journal = Journals.open(directory, 1200)) {
      report = journal.recovery();
      names.addAll(Journals.names(journal.queue("a", Journals.MUCH)));
      names.addAll(Journals.names(journal.queue("b", Journals.MUCH)));
      statistics = journal.statistics();
    }
    names.sort(null);
    try (Journal journal = Journals.open(directory, 1200)) {
      assertThat(journal.recovery().skipped()).isEmpty();
      assertThat(journal.recovery().tornRecords()).isZero();
      List<String> again = new ArrayList<>(Journals.names(journal.queue("a", Journals.MUCH)));
      again.addAll(Journals.names(journal.queue("b", Journals.MUCH)));
      assertThat(again).containsExactlyInAnyOrderElementsOf(names);
      Journals.put(journal.queue("later", Journals.MUCH), "new", PAYLOAD);
    }
    return new Seen(report, names, statistics);
  }

  private record Seen(RecoveryReport report, List<String> names, JournalStatistics statistics) {}

  private static List<String> without(Integer... lost) {
    return Stream.iterate(0, i -> i + 1)
        .limit(RECORDS)
        .filter(i -> !Arrays.asList(lost).contains(i))
        .map(i -> "r" + i)
        .toList();
  }

  @Test
  void nothingIsDamaged() throws IOException {
    Seen seen = open();
    assertThat(seen.names).isEqualTo(without());
    assertThat(seen.report.skipped()).isEmpty();
    assertThat(seen.report.quarantined()).isEmpty();
  }

  /** A place in the header: each field, the name, the metadata and the checksum. */
  @ParameterizedTest
  @CsvSource({
    "0", "3", "4", "7", "8", "12", "16", "23", "24", "31", "32", "40", "48", "52", "60", "68", "71",
    "72", "75", "76", "77", "85", "90"
  })
  void aFlippedByteInAHeaderCostsThatRecord(int place) throws IOException {
    assertThat(headers.getFirst().length()).isGreaterThan(90);
    for (int record : List.of(0, 4, 8)) {
      flip(segment(record), offset(record) + place);
    }
    Seen seen = open();
    assertThat(seen.names).isEqualTo(without(0, 4, 8));
    assertThat(seen.report.skippedRecords()).isEqualTo(3);
    assertThat(seen.report.skippedItems()).isEqualTo(6);
    assertThat(seen.report.skippedBytes())
        .isEqualTo(length(0) + length(4) + length(8))
        .isEqualTo(seen.statistics.skippedBytes());
    assertThat(seen.report.skipped()).extracting(Skip::reason).containsOnly(Reason.DAMAGED_HEADER);
    assertThat(seen.report.quarantined()).hasSize(3);
    assertThat(Files.size(seen.report.quarantined().getFirst())).isEqualTo(length(0));
  }

  private long length(int record) {
    return headers.get(record).end() - headers.get(record).position();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
  void aFlippedByteInAPayloadCostsThatRecord(int record) throws IOException {
    for (int place : List.of(0, PAYLOAD / 2, headers.get(record).payloadLength() - 1)) {
      flip(segment(record), offset(record) + headers.get(record).length() + place);
    }
    Seen seen = open();
    assertThat(seen.names).isEqualTo(without(record));
    assertThat(seen.report.skipped()).isEmpty(); // payloads are read when they are wanted
    assertThat(seen.statistics.skippedRecords()).isEqualTo(1);
    assertThat(seen.statistics.skippedItems()).isEqualTo(2);
    assertThat(seen.statistics.skippedBytes()).isEqualTo(headers.get(record).payloadLength());
    assertThat(Files.list(directory.resolve("quarantine"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 12, 20, 28, 36, 41})
  void aFlippedByteInASegmentHeaderCostsNothing(int place) throws IOException {
    if (place != 5) { // 5 is the version: a change with a wrong checksum is damage too
      flip(segments.get(0), place);
    }
    flip(segments.get(1), place);
    flip(segments.get(2), place);
    Seen seen = open();
    assertThat(seen.names).isEqualTo(without());
    assertThat(seen.report.skipped()).isEmpty();
  }

  @Test
  void aTornLastRecordIsRemoved() throws IOException {
    Path last = segments.get(2);
    byte[] bytes = Files.readAllBytes(last);
    int cut = offset(8) + headers.get(8).length() + PAYLOAD / 2;
    Files.write(last, Arrays.copyOf(bytes, cut));
    Seen seen = open();
    assertThat(seen.names).isEqualTo(without(8));
    assertThat(seen.report.skipped()).isEmpty();
    assertThat(seen.report.tornRecords()).isEqualTo(1);
    assertThat(seen.report.tornBytes()).isEqualTo(cut - offset(8));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void anEmptySegmentCostsItsRecords(int segment) throws IOException {
    Files.write(segments.get(segment), new byte[0]);
    assertSegmentLost(segment, open());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void aMissingSegmentCostsItsRecords(int segment) throws IOException {
    Files.delete(segments.get(segment));
    assertSegmentLost(segment, open());
  }

  private static void assertSegmentLost(int segment, Seen seen) {
    assertThat(seen.names).isEqualTo(without(3 * segment, 3 * segment + 1, 3 * segment + 2));
    if (segment == 2) {
      assertThat(seen.report.skipped()).isEmpty(); // nothing tells that there was more
      return;
    }
    assertThat(seen.report.skippedRecords()).isEqualTo(3);
    assertThat(seen.report.skippedItems()).isEqualTo(6);
    assertThat(seen.report.skipped()).extracting(Skip::reason).containsOnly(Reason.MISSING_SEGMENT);
  }

  @Test
  void aSegmentFullOfZerosCostsItsRecords() throws IOException {
    Files.write(segments.get(1), new byte[(int) Files.size(segments.get(1))]);
    Seen seen = open();
    assertThat(seen.names).isEqualTo(without(3, 4, 5));
    assertThat(seen.report.skippedRecords()).isEqualTo(3);
    assertThat(seen.report.skippedItems()).isEqualTo(6);
    assertThat(seen.report.quarantined()).hasSize(1);
  }

  @Test
  void aMissingCursorGivesItsQueueOutAgain() throws IOException {
    acknowledge(0, 1);
    Files.delete(directory.resolve("cursors/a.acks"));
    Seen seen = open();
    assertThat(seen.names).isEqualTo(without(1));
    assertThat(seen.report.missingCursors()).containsExactly("a");
    assertThat(seen.report.skipped()).isEmpty();
  }

  @Test
  void aFlippedByteInACursorGivesOneRecordOutAgain() throws IOException {
    acknowledge(0, 2, 3);
    flip(directory.resolve("cursors/a.acks"), 24 + 5);
    Seen seen = open();
    assertThat(seen.names).isEqualTo(without(0, 3));
    assertThat(seen.report.damagedAcknowledgements()).isEqualTo(1);
    assertThat(seen.report.skipped()).isEmpty();
  }

  private void acknowledge(Integer... records) throws IOException {
    try (Journal journal = Journals.open(directory, 1200)) {
      JournalQueue a = journal.queue("a", Journals.MUCH);
      JournalQueue b = journal.queue("b", Journals.MUCH);
      for (int record : records) {
        (record % 3 == 1 ? b : a).acknowledge(new RecordRef(headers.get(record)));
      }
    }
  }

  @Test
  void aRecordThatWasAcknowledgedIsNotMissed() throws IOException {
    acknowledge(4, 6);
    flip(segment(4), offset(4));
    flip(segment(6), offset(6));
    Seen seen = open();
    assertThat(seen.names).isEqualTo(without(4, 6));
    assertThat(seen.report.skipped()).isEmpty();
  }

  @Test
  void withoutItsIdentityFileAJournalIsReadAllTheSame() throws IOException {
    Files.delete(directory.resolve("identity"));
    flip(segments.getFirst(), 10);
    Seen seen = open();
    assertThat(seen.names).isEqualTo(without());
    assertThat(directory.resolve("identity")).exists();
  }

  @Test
  void withoutTheListOfWhatIsGoneAJournalIsReadAllTheSame() throws IOException {
    Files.delete(directory.resolve("gone.log"));
    Seen seen = open();
    assertThat(seen.names).isEqualTo(without());
    assertThat(seen.report.skipped()).isEmpty();
  }

  @Test
  void aDamagedSharedPayloadCostsEveryQueueItsRecord() throws IOException {
    Path other = directory.resolve("shared");
    Files.createDirectories(other);
    var payload = Journals.payload("s", PAYLOAD);
    RecordHeader first;
    try (Journal journal = Journals.open(other, 1200)) {
      JournalQueue a = journal.queue("a", Journals.MUCH);
      JournalQueue b = journal.queue("b", Journals.MUCH);
      first = a.await(Journals.append(a, "s", payload)).header();
      b.await(Journals.append(b, "s", payload));
      Journals.put(b, "t", PAYLOAD);
    }
    Path file = SegmentHeader.path(other, 0);
    flip(file, (int) first.position()); // the header of the first: its payload serves b still
    try (Journal journal = Journals.open(other, 1200)) {
      assertThat(Journals.names(journal.queue("b", Journals.MUCH))).containsExactly("s", "t");
      assertThat(journal.recovery().skippedRecords()).isEqualTo(1);
    }
    flip(file, (int) first.payloadPosition());
    try (Journal journal = Journals.open(other, 1200)) {
      assertThat(Journals.names(journal.queue("b", Journals.MUCH))).containsExactly("t");
      assertThat(journal.statistics().skippedRecords()).isEqualTo(1);
    }
  }

  @Test
  void damageThatComesWhileTheJournalIsOpenIsCountedOnce() throws IOException {
    try (Journal journal = Journals.open(directory, 1200)) {
      JournalQueue a = journal.queue("a", Journals.MUCH);
      flip(segment(3), offset(3));
      flip(segment(4), offset(4) + 4);
      assertThat(Journals.names(a)).containsExactly("r0", "r2", "r5", "r6", "r8");
      assertThat(journal.statistics().skippedRecords()).isEqualTo(2);
      assertThat(Journals.names(journal.queue("b", Journals.MUCH))).containsExactly("r1", "r7");
      assertThat(journal.statistics().skippedRecords()).isEqualTo(2);
    }
    Seen seen = open();
    assertThat(seen.names).isEqualTo(without(3, 4));
    assertThat(seen.report.skipped()).isEmpty();
  }

  @Test
  void neighboursThatAreDamagedAreCopiedOnce() throws IOException {
    Path other = directory.resolve("many");
    Files.createDirectories(other);
    List<RecordHeader> many = new ArrayList<>();
    try (Journal journal = Journals.open(other, 1 << 20)) {
      JournalQueue queue = journal.queue("a", Journals.MUCH);
      for (int i = 0; i < 300; i++) {
        many.add(Journals.put(queue, "m" + i, 1000).header());
      }
    }
    Path file = SegmentHeader.path(other, 0);
    for (RecordHeader each : many.subList(0, 100)) {
      flip(file, (int) each.payloadPosition() + 5);
    }
    for (RecordHeader each : many.subList(200, 300)) {
      flip(file, (int) each.position());
    }
    try (Journal journal = Journals.open(other, 1 << 20)) {
      JournalQueue queue = journal.queue("a", Journals.MUCH);
      assertThat(journal.recovery().quarantined()).hasSize(1);
      assertThat(Journals.names(queue)).hasSize(100).startsWith("m100").endsWith("m199");
      assertThat(journal.statistics().skippedRecords()).isEqualTo(200);
    }
    try (Stream<Path> copies = Files.list(other.resolve("quarantine"))) {
      assertThat(copies).hasSize(2);
    }
  }

  @Test
  void theQuarantineIsBounded() throws IOException {
    JournalSettings settings =
        new JournalSettings(1200, 0, 0, FsyncPolicy.ALWAYS, java.time.Duration.ofSeconds(1), 500);
    for (int record : List.of(0, 4, 8)) {
      flip(segment(record), offset(record));
    }
    try (Journal journal = Journals.open(directory, settings, new DiskFiles(), new HandClock())) {
      assertThat(journal.recovery().skippedRecords()).isEqualTo(3);
    }
    try (Stream<Path> copies = Files.list(directory.resolve("quarantine"))) {
      assertThat(copies.mapToLong(copy -> copy.toFile().length()).sum()).isBetween(1L, 500L);
    }
  }
}
