package io.beltline.processor.tailsampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Context;
import io.beltline.delivery.RequestHead;
import io.beltline.delivery.StoredContext;
import io.beltline.delivery.journal.FsyncPolicy;
import io.beltline.delivery.journal.Journal;
import io.beltline.delivery.journal.JournalCursor;
import io.beltline.delivery.journal.JournalQueue;
import io.beltline.delivery.journal.JournalSettings;
import io.beltline.delivery.journal.RecordRef;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a kill finds when notes were written anew. */
class TailJournalTest {
  /** So many decisions that notes are written anew. */
  private static final int MANY = 60_000;

  @TempDir private Path folder;
  private final FakeClock clock = new FakeClock();
  private final MoodyFiles files = new MoodyFiles();
  private final TraceTable table = new TraceTable();
  private Journal journal;
  private JournalQueue notes;
  private TailJournal storage;

  @BeforeEach
  void open() throws IOException {
    JournalSettings settings =
        new JournalSettings(64L << 20, 0, 0, FsyncPolicy.NEVER, Duration.ofSeconds(1), 0);
    var logger = TestSettings.of("tail_sampling").settings().logger();
    journal = Journal.open(folder.resolve("journal"), settings, files, clock, logger);
    JournalQueue spans = journal.queue("spans", Long.MAX_VALUE);
    notes = journal.queue("notes", Long.MAX_VALUE);
    DecisionMemory memory = new DecisionMemory(10, 10, 0);
    StoredContext stored = new StoredContext(new TestHost(clock));
    storage = new TailJournal(spans, notes, stored, clock, logger, table, memory, letGo -> {});
  }

  @AfterEach
  void close() throws IOException {
    journal.close();
  }

  /** The runs of a request of which notes say that they have ended. */
  private BitSet ended(RecordRef record) throws IOException {
    BitSet runs = new BitSet();
    JournalCursor cursor = notes.cursor(null);
    for (RecordRef next = cursor.next(); next != null; next = cursor.next()) {
      NoteReader.read(
          notes.read(next).contiguous().toByteArray(),
          new NoteReader.Visitor() {
            @Override
            public void decided(TraceId id, Decision decision, long unixSecond) {}

            @Override
            public void ended(long request, int run) {
              if (request == record.sequence()) {
                runs.set(run);
              }
            }
          });
    }
    return runs;
  }

  private void end(int number, int run) {
    table.lock().lock();
    try {
      table.stored().ended(number, run);
    } finally {
      table.lock().unlock();
    }
  }

  private int held(RecordRef record, int runs) {
    StoredRequest request = new StoredRequest(record, new BitSet());
    for (int i = 0; i < runs; i++) {
      request.passEnded();
    }
    int number = table.stored().add(request);
    table.stored().filled(number);
    return number;
  }

  @Test
  void passwordsOfSendersAreNotStored() throws IOException {
    Context anna = Context.EMPTY.withAuth(Map.of("username", "anna", "raw", "YW5uYTpzZWNyZXQ="));
    RecordRef record = storage.keep(anna, Sampling.traces());
    assertThat(RequestHead.decode(record.meta()).context().auth())
        .isEqualTo(Map.of("username", "anna"));
  }

  @Test
  void whatEndsWhileNotesAreWrittenAnewIsAmongThem() throws IOException {
    RecordRef record = storage.keep(Context.EMPTY, Sampling.traces());
    int number = held(record, 2);
    end(number, 0);
    assertThat(storage.flush()).isNull();
    assertThat(ended(record)).isEqualTo(BitSet.valueOf(new long[] {0b01}));
    for (int i = 0; i < MANY; i++) {
      storage.decided(new TraceId(1, i), Decision.NOT_SAMPLED);
    }
    boolean[] once = {true};
    files.before(
        () -> {
          if (once[0]) { // what is written now was collected before
            once[0] = false;
            end(number, 1);
          }
        });
    assertThat(storage.flush()).isNull();
    assertThat(once[0]).isFalse();
    assertThat(notes.bytes()).isLessThan(1 << 20);
    assertThat(ended(record)).isEqualTo(BitSet.valueOf(new long[] {0b11}));
  }
}
