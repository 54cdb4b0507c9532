package io.beltline.processor.tailsampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.delivery.journal.FsyncPolicy;
import io.beltline.delivery.journal.Journal;
import io.beltline.delivery.journal.JournalCursor;
import io.beltline.delivery.journal.JournalQueue;
import io.beltline.delivery.journal.JournalSettings;
import io.beltline.delivery.journal.RecordRef;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.TestSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A log of notes on a disk that refuses some writes. Notes are bytes, told apart by their first.
 */
class NoteLogTest {
  private static final int LONG = (1 << 20) + 1;

  @TempDir private Path folder;
  private final MoodyFiles files = new MoodyFiles();
  private final FakeClock clock = new FakeClock();
  private final AtomicLong letGo = new AtomicLong();
  private List<byte[]> known = List.of();
  private int asked;
  private Journal journal;
  private JournalQueue queue;
  private NoteLog log;

  @BeforeEach
  void open() throws IOException {
    JournalSettings settings =
        new JournalSettings(64L << 20, 0, 0, FsyncPolicy.NEVER, Duration.ofSeconds(1), 0);
    var logger = TestSettings.of("tail_sampling").settings().logger();
    journal = Journal.open(folder.resolve("journal"), settings, files, clock, logger);
    queue = journal.queue("notes", Long.MAX_VALUE);
    log = new NoteLog(queue, clock, logger, this::known, letGo::addAndGet);
  }

  private List<byte[]> known() {
    asked++;
    return known;
  }

  @AfterEach
  void close() throws IOException {
    files.takes(Integer.MAX_VALUE);
    journal.close();
  }

  private static byte[] note(int first, int size) {
    byte[] note = new byte[size];
    note[0] = (byte) first;
    return note;
  }

  /** The first bytes of the notes that the next life would read. */
  private List<Integer> kept() throws IOException {
    List<Integer> firsts = new ArrayList<>();
    JournalCursor cursor = queue.cursor(null);
    for (RecordRef next = cursor.next(); next != null; next = cursor.next()) {
      firsts.add((int) queue.read(next).contiguous().toByteArray()[0]);
    }
    return firsts;
  }

  @Test
  void whatTheDiskDoesNotTakeIsWrittenTheNextTime() throws IOException {
    files.takes(0);
    log.add(note(1, 10));
    assertThatThrownBy(log::write).hasStackTraceContaining("No space");
    log.add(note(2, 10));
    files.takes(Integer.MAX_VALUE);
    log.write();
    assertThat(kept()).containsExactly(1, 2);
    assertThat(asked).isZero();
    assertThat(letGo).hasValue(0);
  }

  @Test
  void aLongLogIsWrittenAnew() throws IOException {
    log.add(note(1, LONG));
    log.write();
    known = List.of(note(7, 10), note(8, 10));
    log.tidy();
    assertThat(kept()).containsExactly(7, 8);
    log.tidy();
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void whatCannotBeWrittenAnewStaysAsItWas() throws IOException {
    log.add(note(1, LONG));
    log.add(note(2, 10));
    log.write();
    known = List.of(note(7, 10), note(8, 10), note(9, 10));
    files.takes(2);
    log.tidy();
    assertThat(kept()).containsExactly(1, 2);
    files.takes(Integer.MAX_VALUE);
    log.tidy();
    assertThat(asked).as("not tried again at once").isEqualTo(1);
    log.add(note(3, LONG));
    log.write();
    log.tidy();
    assertThat(kept()).containsExactly(7, 8, 9);
  }

  @Test
  void beyondTheLimitNotesAreLetGoOfAndAllThatIsKnownIsWrittenInstead() throws IOException {
    log.add(note(1, 10));
    log.write();
    files.takes(0);
    known = List.of(note(7, 10), note(8, 10));
    IntStream.range(0, 5).forEach(i -> log.add(note(2, LONG)));
    assertThat(letGo).hasValue(5L * LONG);
    log.add(note(3, 10));
    assertThat(letGo).hasValue(5L * LONG + 10);
    assertThatThrownBy(log::write).hasStackTraceContaining("No space");
    assertThatThrownBy(log::write).hasStackTraceContaining("No space");
    assertThat(asked).as("once a second at most").isEqualTo(1);
    assertThat(kept()).containsExactly(1);
    files.takes(Integer.MAX_VALUE);
    clock.advance(Duration.ofSeconds(1));
    log.write();
    assertThat(kept()).containsExactly(7, 8);
    log.add(note(9, 10));
    log.write();
    assertThat(kept()).containsExactly(7, 8, 9);
  }
}
