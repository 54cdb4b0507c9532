package io.beltline.processor.tailsampling;

import io.beltline.api.Clock;
import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.api.Context;
import io.beltline.delivery.RequestHead;
import io.beltline.delivery.StoredContext;
import io.beltline.delivery.journal.JournalQueue;
import io.beltline.delivery.journal.RecordRef;
import io.beltline.delivery.journal.Refusal;
import io.beltline.delivery.journal.Ticket;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Traces;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Held spans and decisions on disk: the spans as the requests they came in, in a queue of a journal
 * that is read at the start only; what becomes of them as notes in another.
 */
final class TailJournal implements TailStorage {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final long SECOND = 1_000_000_000;
  private static final int RECORD = 1 << 20;

  private final JournalQueue spans;
  private final StoredContext stored;
  private final NoteLog notes;
  private final Clock clock;
  private final Logger logger;
  private final TraceTable table;
  private final DecisionMemory memory;

  // under the lock of the table
  private NoteWriter noting = new NoteWriter();
  private long decisions;

  // under the lock of whoever writes
  private final ReentrantLock writing = new ReentrantLock();
  private List<StoredRequest> done = new ArrayList<>();
  private boolean failing;
  private volatile long written;

  /**
   * A storage.
   *
   * @param spans where requests are kept
   * @param notes where notes are kept
   * @param stored what of contexts is kept
   * @param table what is held
   * @param memory what was decided
   * @param letGo is told how many bytes of notes were let go of
   */
  TailJournal(
      JournalQueue spans,
      JournalQueue notes,
      StoredContext stored,
      Clock clock,
      Logger logger,
      TraceTable table,
      DecisionMemory memory,
      LongConsumer letGo) {
    this.spans = spans;
    this.stored = stored;
    this.notes = new NoteLog(notes, clock, logger, this::all, letGo);
    this.clock = clock;
    this.logger = logger;
    this.table = table;
    this.memory = memory;
  }

  @Override
  public boolean isDurable() {
    return true;
  }

  JournalQueue spans() {
    return spans;
  }

  JournalQueue notes() {
    return notes.queue();
  }

  /** A record of notes that was there at the start. */
  void found(RecordRef record) {
    notes.found(record);
  }

  @Override
  public RecordRef keep(Context context, Traces waiting) throws IOException {
    Context kept = stored.of(context);
    byte[] head = new RequestHead(Signal.TRACES, kept, clock.unixNanos(), 0, false).encode();
    Payload payload = waiting.payload();
    return kept(spans, head, payload, waiting.itemCount());
  }

  /** Keeps a record that is no request. */
  static RecordRef kept(JournalQueue queue, byte[] head, byte[] bytes) throws IOException {
    return kept(queue, head, Payload.of(Slice.of(bytes)), 0);
  }

  private static RecordRef kept(JournalQueue queue, byte[] head, Payload payload, int items)
      throws IOException {
    return switch (queue.append(head, payload, items, payload.size())) {
      case Ticket ticket -> queue.await(ticket);
      case Refusal refusal ->
          throw new IOException("the storage takes nothing now: " + words(refusal));
    };
  }

  private static String words(Refusal refusal) {
    return switch (refusal) {
      case QUEUE_FULL -> "they are as many bytes as max_queue_size allows";
      case JOURNAL_FULL -> "it holds as many bytes as max_size allows";
      case LOW_SPACE -> "the volume has fewer bytes left than min_free_space";
      case TOO_LARGE -> "the request is too large";
      case CLOSED -> "it is closed";
    };
  }

  @Override
  public void forget(@Nullable RecordRef record) {
    if (record != null) {
      spans.acknowledge(record);
    }
  }

  @Override
  public void decided(TraceId id, Decision decision) {
    noting.decided(id, decision, clock.unixNanos() / SECOND);
    decisions++;
  }

  @Override
  public @Nullable Retryable flush() {
    long noted = noted();
    if (written - noted >= 0) {
      return null;
    }
    writing.lock();
    try {
      if (written - noted >= 0) { // by who came first, with what was noted here
        return null;
      }
      write();
      tell(null);
      return null;
    } catch (IOException failed) {
      tell(failed);
      return ConsumeResult.unavailable(
          "decisions cannot be written: " + failed.getMessage(), PAUSE);
    } finally {
      writing.unlock();
    }
  }

  private long noted() {
    table.lock().lock();
    try {
      return decisions + table.stored().changes();
    } finally {
      table.lock().unlock();
    }
  }

  private void tell(@Nullable IOException failed) {
    if (failed != null && !failing) {
      logger.warn("decisions cannot be written, traces wait for that: {}", failed.getMessage());
    } else if (failed == null && failing) {
      logger.info("decisions can be written again");
    }
    failing = failed != null;
  }

  private void write() throws IOException {
    long until;
    table.lock().lock();
    try {
      until = decisions + table.stored().changes();
      take();
    } finally {
      table.lock().unlock();
    }
    notes.write();
    written = until;
    List<StoredRequest> known = done;
    done = new ArrayList<>();
    known.forEach(request -> spans.acknowledge(request.record())); // not before it is on disk
    notes.tidy();
  }

  private void take() {
    for (StoredRequest changed : table.stored().takeChanged()) {
      if (changed.isDone()) {
        done.add(changed);
      } else {
        long number = changed.record().sequence();
        changed.takeFresh(run -> noting.ended(number, run));
      }
    }
    if (!noting.isEmpty()) {
      notes.add(noting.bytes());
      noting = new NoteWriter();
    }
  }

  /** Notes of all that is known. Of requests whose records are still there, that is all runs. */
  private List<byte[]> all() {
    List<byte[]> all = new ArrayList<>();
    NoteWriter[] writer = {new NoteWriter()};
    Runnable cut =
        () -> {
          if (writer[0].size() > RECORD) {
            all.add(writer[0].bytes());
            writer[0] = new NoteWriter();
          }
        };
    Consumer<StoredRequest> ended =
        request -> {
          request.forEachEnded(run -> writer[0].ended(request.record().sequence(), run));
          cut.run();
        };
    table.lock().lock();
    try {
      memory.forEach(
          clock,
          (id, decision, second) -> {
            writer[0].decided(id, decision, second);
            cut.run();
          });
      done.forEach(ended);
      table.stored().forEach(ended);
    } finally {
      table.lock().unlock();
    }
    all.add(writer[0].bytes());
    return all;
  }

  @Override
  public void close() {
    spans.close();
    notes.queue().close();
  }
}
