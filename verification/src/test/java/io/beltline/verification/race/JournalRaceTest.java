package io.beltline.verification.race;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.delivery.journal.Append;
import io.beltline.delivery.journal.DiskFiles;
import io.beltline.delivery.journal.FsyncPolicy;
import io.beltline.delivery.journal.Journal;
import io.beltline.delivery.journal.JournalCursor;
import io.beltline.delivery.journal.JournalQueue;
import io.beltline.delivery.journal.JournalSettings;
import io.beltline.delivery.journal.RecordRef;
import io.beltline.delivery.journal.Refusal;
import io.beltline.delivery.journal.Ticket;
import io.beltline.model.Payload;
import io.beltline.testkit.RealClock;
import io.beltline.verification.process.Eventually;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The journal's tickets, acknowledgements, twins, cursors and end, at the same moment. */
class JournalRaceTest {
  private static final boolean LONG = Boolean.getBoolean("beltline.long");
  private static final int ROUNDS = LONG ? 60_000 : 3_000;
  private static final int LIVES = LONG ? 2_000 : 100;
  private static final int SMALL = 2_000; // a segment is full after some rounds
  private static final byte[] META = {1};

  @TempDir private Path directory;

  private Journal open() throws IOException {
    return Journal.open(
        directory,
        new JournalSettings(SMALL, 0, 0, FsyncPolicy.NEVER, Duration.ofSeconds(1), 1 << 20),
        new DiskFiles(),
        RealClock.INSTANCE,
        LoggerFactory.getLogger("journal"));
  }

  private static Payload payload(int number) {
    return Payload.of(("payload " + number + " ".repeat(100)).getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Payload payload) {
    return payload.contiguous().toUtf8();
  }

  private static Ticket append(JournalQueue queue, Payload payload) {
    return (Ticket) queue.append(META, payload, 1, 1);
  }

  @Test
  void two_that_wait_for_a_ticket_get_the_same_record() throws Exception {
    try (Journal journal = open();
        Race race = new Race(4)) {
      JournalQueue queue = journal.queue("a", Long.MAX_VALUE);
      for (int round = 0; round < ROUNDS; round++) {
        Ticket ticket = append(queue, payload(round));
        Set<RecordRef> told = ConcurrentHashMap.newKeySet();
        Race.Actor waiter = () -> told.add(queue.await(ticket));
        int number = -round;
        race.round(
            waiter,
            waiter,
            () -> queue.acknowledge(queue.await(ticket)),
            () -> queue.acknowledge(queue.await(append(queue, payload(number)))));
        assertThat(told).hasSize(1);
        assertThat(queue.records()).isZero();
        assertThat(queue.bytes()).isZero();
      }
      Eventually.answer(
          Duration.ofSeconds(20),
          () -> "segments are deleted",
          () -> journal.statistics().toString(),
          () -> Optional.of(journal.statistics().segments()).filter(left -> left < 200));
    }
  }

  @Test
  void what_is_acknowledged_twice_counts_once() throws Exception {
    try (Journal journal = open();
        Race race = new Race(3)) {
      JournalQueue queue = journal.queue("a", Long.MAX_VALUE);
      queue.await(append(queue, payload(0)));
      for (int round = 1; round <= ROUNDS; round++) {
        RecordRef record = queue.await(append(queue, payload(round)));
        Race.Actor acknowledging = () -> queue.acknowledge(record);
        race.round(acknowledging, acknowledging, acknowledging);
        assertThat(queue.records()).isEqualTo(1);
        assertThat(queue.items()).isEqualTo(1);
        assertThat(queue.size()).isEqualTo(1);
      }
    }
  }

  @Test
  void a_payload_stays_while_any_queue_needs_it() throws Exception {
    try (Journal journal = open();
        Race race = new Race(3)) {
      JournalQueue one = journal.queue("a", Long.MAX_VALUE);
      JournalQueue other = journal.queue("b", Long.MAX_VALUE);
      for (int round = 0; round < ROUNDS; round++) {
        Payload payload = payload(round);
        Ticket first = append(one, payload);
        AtomicReference<RecordRef> second = new AtomicReference<>();
        int number = -round;
        race.round(
            () -> one.acknowledge(one.await(first)),
            () -> second.set(other.await(append(other, payload))),
            () -> one.acknowledge(one.await(append(one, payload(number)))));
        assertThat(text(other.read(second.get()))).isEqualTo(text(payload));
        other.acknowledge(second.get());
      }
      assertThat(journal.statistics().skippedRecords()).isZero();
    }
  }

  @Test
  void a_cursor_passes_over_nothing_that_is_kept() throws Exception {
    try (Journal journal = open();
        Race race = new Race(3)) {
      JournalQueue queue = journal.queue("a", Long.MAX_VALUE);
      JournalCursor cursor = queue.cursor(null);
      Set<Long> seen = new HashSet<>();
      for (int round = 0; round < ROUNDS; round++) {
        RecordRef old = queue.await(append(queue, payload(round)));
        AtomicReference<RecordRef> fresh = new AtomicReference<>();
        int number = -round;
        race.round(
            () -> queue.acknowledge(old),
            () -> fresh.set(queue.await(append(queue, payload(number)))),
            () -> drain(cursor, seen));
        drain(cursor, seen);
        assertThat(seen).contains(fresh.get().sequence());
        queue.acknowledge(fresh.get());
      }
      assertThat(seen).hasSizeGreaterThanOrEqualTo(ROUNDS);
      assertThat(journal.statistics().skippedRecords()).isZero();
    }
  }

  private static void drain(JournalCursor cursor, Set<Long> seen) throws IOException {
    for (RecordRef each = cursor.next(); each != null; each = cursor.next()) {
      assertThat(seen.add(each.sequence())).as("given out twice: %s", each).isTrue();
    }
  }

  @Test
  void what_is_told_to_be_kept_while_the_journal_closes_is_kept() throws Exception {
    Set<Long> kept = ConcurrentHashMap.newKeySet();
    try (Race race = new Race(4)) {
      for (int life = 0; life < LIVES; life++) {
        try (Journal journal = open()) {
          JournalQueue queue = journal.queue("a", Long.MAX_VALUE);
          assertThat(journal.recovery().skipped()).isEmpty();
          check(queue, kept);
          int number = life;
          Race.Actor appending = () -> keep(queue, queue.append(META, payload(number), 1, 1), kept);
          race.round(appending, appending, appending, journal::close);
        }
      }
    }
  }

  private static void keep(JournalQueue queue, Append answer, Set<Long> kept) throws IOException {
    switch (answer) {
      case Ticket ticket -> kept.add(queue.await(ticket).sequence());
      case Refusal refusal -> assertThat(refusal).isEqualTo(Refusal.CLOSED);
    }
  }

  /** All that was kept is there; it is acknowledged. */
  private static void check(JournalQueue queue, Set<Long> kept) throws IOException {
    Set<Long> found = new HashSet<>();
    JournalCursor cursor = queue.cursor(null);
    for (RecordRef each = cursor.next(); each != null; each = cursor.next()) {
      found.add(each.sequence());
      queue.acknowledge(each);
    }
    assertThat(found).containsAll(kept);
    kept.clear();
  }
}
