package io.beltline.delivery.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.model.Payload;
import io.beltline.model.Slice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalTest {
  @TempDir Path directory;

  private final HandClock clock = new HandClock();

  private Journal open(long segmentSize) throws IOException {
    return Journals.open(
        directory, Journals.settings(FsyncPolicy.ALWAYS, segmentSize), new DiskFiles(), clock);
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> SegmentHeader.start(file) >= 0).sorted().toList();
    }
  }

  @Test
  void whatIsNotAcknowledgedComesAgainInOrder() throws IOException {
    try (Journal journal = open(1000)) {
      JournalQueue queue = journal.queue("exporter/otlp/traces", Journals.MUCH);
      List<RecordRef> all = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        all.add(Journals.put(queue, "r" + i, 100));
      }
      for (int i = 0; i < 20; i += 2) {
        queue.acknowledge(all.get(i));
        queue.acknowledge(all.get(i));
      }
      assertThat(queue.records()).isEqualTo(10);
      assertThat(Journals.names(queue)).containsExactly(odd());
    }
    try (Journal journal = open(1000)) {
      assertThat(journal.recovery().records()).containsEntry("exporter/otlp/traces", 10L);
      assertThat(journal.orphans())
          .extracting(QueueSummary::name)
          .containsExactly("exporter/otlp/traces");
      JournalQueue queue = journal.queue("exporter/otlp/traces", Journals.MUCH);
      assertThat(journal.orphans()).isEmpty();
      assertThat(Journals.names(queue)).containsExactly(odd());
      assertThat(queue.records()).isEqualTo(10);
      assertThat(queue.items()).isEqualTo(5 * 2 + 5 * 3);
      assertThat(journal.recovery().skipped()).isEmpty();
      assertThat(journal.recovery().tornBytes()).isZero();
    }
  }

  private static String[] odd() {
    return Stream.iterate(1, i -> i + 2).limit(10).map(i -> "r" + i).toArray(String[]::new);
  }

  @Test
  void severalQueuesShareOneCopy() throws IOException {
    Payload payload = Journals.payload("shared", 100_000);
    try (Journal journal = open(1 << 20)) {
      List<JournalQueue> queues = new ArrayList<>();
      for (String name : List.of("a", "b", "c")) {
        queues.add(journal.queue(name, Journals.MUCH));
      }
      for (JournalQueue queue : queues) {
        queue.await(Journals.append(queue, "shared", payload)); // each in a group of its own
      }
      for (int i = 0; i < 5; i++) {
        Payload other = Journals.payload("other" + i, 100_000);
        List<Ticket> tickets = new ArrayList<>();
        for (JournalQueue queue : queues) {
          tickets.add(Journals.append(queue, "other" + i, other));
        }
        queues.getFirst().await(tickets.getLast()); // all in one group
      }
      assertThat(journal.statistics().bytes()).isBetween(600_000L, 605_000L);
      for (JournalQueue queue : queues) {
        assertThat(queue.bytes()).isGreaterThanOrEqualTo(600_000);
      }
      queues.getFirst().acknowledge(Journals.records(queues.getFirst()).getFirst());
    }
    assertThat(segments()).hasSize(1);
    try (Journal journal = open(1 << 20)) {
      assertThat(Journals.names(journal.queue("a", 1))).hasSize(5).doesNotContain("shared");
      assertThat(Journals.names(journal.queue("b", 1))).hasSize(6).contains("shared");
      assertThat(Journals.names(journal.queue("c", 1))).hasSize(6).contains("shared");
    }
  }

  @Test
  void aPayloadWhoseFirstRecordIsGoneIsWrittenAgain() throws IOException {
    Payload payload = Journals.payload("late", 2000);
    try (Journal journal = open(1000)) {
      JournalQueue first = journal.queue("first", Journals.MUCH);
      JournalQueue second = journal.queue("second", Journals.MUCH);
      first.acknowledge(first.await(Journals.append(first, "late", payload)));
      first.acknowledge(Journals.put(first, "other", 10));
      clock.advance(Duration.ofSeconds(2));
      assertThat(segments()).hasSize(1);
      second.await(Journals.append(second, "late", payload));
      assertThat(Journals.names(second)).containsExactly("late");
    }
  }

  @Test
  void aSegmentIsDeletedWhenNobodyNeedsIt() throws IOException {
    Payload shared = Journals.payload("shared", 900);
    try (Journal journal = open(1000)) {
      JournalQueue fast = journal.queue("fast", Journals.MUCH);
      JournalQueue slow = journal.queue("slow", Journals.MUCH);
      fast.acknowledge(fast.await(Journals.append(fast, "shared", shared)));
      fast.acknowledge(Journals.put(fast, "filler", 900)); // the first segment is finished
      RecordRef reference = slow.await(Journals.append(slow, "shared", shared));
      for (int i = 0; i < 5; i++) {
        fast.acknowledge(Journals.put(fast, "f" + i, 1000));
      }
      clock.advance(Duration.ofSeconds(2));
      assertThat(segments()).hasSizeLessThan(4);
      assertThat(Journals.name(slow.read(reference))).isEqualTo("shared");
      slow.acknowledge(reference);
      clock.advance(Duration.ofSeconds(2));
      assertThat(segments()).hasSize(1);
      assertThat(journal.statistics().bytes()).isEqualTo(Files.size(segments().getFirst()));
    }
    try (Journal journal = open(1000)) {
      assertThat(journal.recovery().skipped()).isEmpty();
      assertThat(journal.recovery().records()).isEmpty();
    }
  }

  @Test
  void aSlowQueueKeepsOnlyItsOwnSegments() throws IOException {
    try (Journal journal = open(1000)) {
      JournalQueue slow = journal.queue("slow", Journals.MUCH);
      JournalQueue fast = journal.queue("fast", Journals.MUCH);
      Journals.put(slow, "held", 1000);
      for (int i = 0; i < 20; i++) {
        fast.acknowledge(Journals.put(fast, "f" + i, 1000));
      }
      clock.advance(Duration.ofSeconds(2));
      assertThat(segments()).hasSize(2);
    }
    try (Journal journal = open(1000)) {
      assertThat(journal.recovery().skipped()).isEmpty();
      assertThat(Journals.names(journal.queue("slow", 1))).containsExactly("held");
      assertThat(Journals.names(journal.queue("fast", 1))).isEmpty();
    }
  }

  @Test
  void aCursorGoesOnWhenThereIsMore() throws IOException {
    try (Journal journal = open(500)) {
      JournalQueue queue = journal.queue("q", Journals.MUCH);
      JournalQueue other = journal.queue("other", Journals.MUCH);
      JournalCursor cursor = queue.cursor(null);
      assertThat(cursor.next()).isNull();
      RecordRef last = null;
      for (int i = 0; i < 10; i++) {
        Ticket ticket = Journals.append(queue, "r" + i, 200);
        assertThat(cursor.next()).isNull();
        Journals.put(other, "o" + i, 200);
        last = cursor.next();
        assertThat(last).isEqualTo(queue.await(ticket));
        assertThat(cursor.next()).isNull();
      }
      assertThat(queue.cursor(last).next()).isNull();
      assertThat(queue.cursor(Journals.records(queue).get(7)).next())
          .isEqualTo(Journals.records(queue).get(8));
    }
  }

  @Test
  void limitsRefuseWithTheirReason() throws IOException {
    JournalSettings settings =
        new JournalSettings(1000, 5000, 0, FsyncPolicy.NEVER, Duration.ofSeconds(1), 0);
    JournalQueue closed;
    try (Journal journal = Journals.open(directory, settings, new DiskFiles(), clock)) {
      JournalQueue small = journal.queue("small", 150);
      JournalQueue large = journal.queue("large", Journals.MUCH);
      byte[] meta = new byte[0];
      RecordRef first = Journals.put(small, "a", 100);
      assertThat(small.append(meta, Journals.payload("b", 100), 1, 1))
          .isEqualTo(Refusal.QUEUE_FULL);
      small.acknowledge(first);
      Journals.put(small, "b", 100);
      assertThat(large.append(meta, Journals.payload("c", 5000), 1, 1))
          .isEqualTo(Refusal.JOURNAL_FULL);
      assertThat(large.append(new byte[2 << 20], Payload.empty(), 1, 1))
          .isEqualTo(Refusal.TOO_LARGE);
      byte[] part = new byte[1 << 20];
      Payload huge = Payload.of(Stream.generate(() -> Slice.of(part)).limit(1025).toList());
      assertThat(large.append(meta, huge, 1, 1)).isEqualTo(Refusal.TOO_LARGE);
      assertThat(journal.statistics().refused())
          .containsEntry(Refusal.QUEUE_FULL, 1L)
          .containsEntry(Refusal.JOURNAL_FULL, 1L)
          .containsEntry(Refusal.TOO_LARGE, 2L);
      closed = large;
    }
    assertThat(closed.append(new byte[0], Payload.empty(), 1, 1)).isEqualTo(Refusal.CLOSED);
  }

  @Test
  void oneUserAtATime() throws IOException {
    try (Journal journal = open(1000)) {
      assertThatThrownBy(() -> open(1000)).hasMessageContaining("in use by another process");
      journal.queue("q", 1);
      assertThatThrownBy(() -> journal.queue("q", 1)).hasMessageContaining("open already");
    }
    open(1000).close();
  }

  @Test
  void aFormatThatIsNotKnownIsRefused() throws IOException {
    try (Journal journal = open(1000)) {
      Journals.put(journal.queue("q", Journals.MUCH), "a", 10);
    }
    Path segment = segments().getFirst();
    byte[] bytes = Files.readAllBytes(segment);
    bytes[7] = 9;
    int crc = Checksum.of(bytes, 0, SegmentHeader.LENGTH - 4);
    java.nio.ByteBuffer.wrap(bytes).putInt(SegmentHeader.LENGTH - 4, crc);
    Files.write(segment, bytes);
    assertThatThrownBy(() -> open(1000)).hasMessageContaining("format 9 (expected: 1)");
  }

  @Test
  void anInterruptedThreadHarmsNothing() throws IOException {
    try (Journal journal = open(1000)) {
      JournalQueue queue = journal.queue("q", Journals.MUCH);
      Thread.currentThread().interrupt();
      RecordRef ref = Journals.put(queue, "a", 1000);
      assertThat(Journals.name(queue.read(ref))).isEqualTo("a");
      queue.acknowledge(ref);
      Journals.put(queue, "b", 1000);
      assertThat(Journals.names(queue)).containsExactly("b");
      assertThat(Thread.interrupted()).isTrue();
    }
    try (Journal journal = open(1000)) {
      assertThat(Journals.names(journal.queue("q", Journals.MUCH))).containsExactly("b");
    }
  }

  @Test
  void theCopyOfAJournalInAPayloadIsNoRecord() throws IOException {
    byte[] copy;
    try (Journal journal = open(1 << 20)) {
      JournalQueue queue = journal.queue("q", Journals.MUCH);
      for (int i = 0; i < 5; i++) {
        Journals.put(queue, "r" + i, 50);
      }
      copy = Files.readAllBytes(segments().getFirst());
      queue.await((Ticket) queue.append(new byte[0], Payload.of(copy), 1, 1));
      Journals.put(queue, "after", 50);
    }
    byte[] bytes = Files.readAllBytes(segments().getFirst());
    bytes[copy.length] ^= 1; // the header of the record that holds the copy
    Files.write(segments().getFirst(), bytes);
    try (Journal journal = open(1 << 20)) {
      assertThat(Journals.names(journal.queue("q", Journals.MUCH)))
          .containsExactly("r0", "r1", "r2", "r3", "r4", "after");
      assertThat(journal.recovery().skippedRecords()).isEqualTo(1);
      assertThat(journal.recovery().skippedItems()).isEqualTo(1);
    }
  }
}
