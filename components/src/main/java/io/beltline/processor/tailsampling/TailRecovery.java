package io.beltline.processor.tailsampling;

import io.beltline.api.Clock;
import io.beltline.api.ComponentException;
import io.beltline.delivery.RequestHead;
import io.beltline.delivery.journal.DamagedRecordException;
import io.beltline.delivery.journal.JournalCursor;
import io.beltline.delivery.journal.JournalQueue;
import io.beltline.delivery.journal.RecordRef;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Payload;
import io.beltline.model.Traces;
import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;

/**
 * Reads at the start what an earlier life has left on disk: first the notes, then the spans of
 * which no note says that they have come to an end. One thread.
 */
final class TailRecovery {
  private final TailJournal journal;
  private final Holding holding;
  private final Survey survey;
  private final Clock clock;
  private final Logger logger;
  private final Map<Long, BitSet> ended = new HashMap<>();
  private long endedUnixNanos;
  private long latest = Long.MIN_VALUE;
  private long spans;

  TailRecovery(TailJournal journal, Holding holding, Survey survey, Clock clock, Logger logger) {
    this.journal = journal;
    this.holding = holding;
    this.survey = survey;
    this.clock = clock;
    this.logger = logger;
  }

  /**
   * Reads all. The time between the lives does not count as waiting: senders could not be heard.
   *
   * @param reload whether there is none, because the life before has just ended; else it is taken
   *     to begin with the last request that was kept
   * @return how many spans are held again
   * @throws ComponentException if the files cannot be read
   */
  long run(boolean reload) {
    try {
      endedUnixNanos = reload ? clock.unixNanos() : newest();
      each(journal.notes(), this::note);
      each(journal.spans(), this::hold);
      return spans;
    } catch (IOException failed) {
      throw new ComponentException("tail_storage: cannot be read: " + failed.getMessage(), failed);
    }
  }

  private long newest() throws IOException {
    long newest = 0;
    JournalCursor cursor = journal.spans().cursor(null);
    for (RecordRef next = cursor.next(); next != null; next = cursor.next()) {
      try {
        newest = Math.max(newest, RequestHead.decode(next.meta()).acceptedUnixNanos());
      } catch (MalformedTelemetryException unknown) {
        logger.debug("{} says no time", next); // told when it is read as a whole
      }
    }
    return newest;
  }

  private interface Reader {
    void read(RecordRef record, Payload payload);
  }

  private void each(JournalQueue queue, Reader reader) throws IOException {
    JournalCursor cursor = queue.cursor(null);
    for (RecordRef next = cursor.next(); next != null; next = cursor.next()) {
      try {
        reader.read(next, queue.read(next));
      } catch (DamagedRecordException damaged) {
        logger.warn("{}", damaged.getMessage()); // counted and put aside by the journal
      } catch (MalformedTelemetryException unknown) {
        logger.warn("{}: {} cannot be read: {}", queue.name(), next, unknown.getMessage());
        queue.skip(next);
      }
    }
  }

  private void note(RecordRef record, Payload payload) {
    NoteReader.read(
        payload.contiguous().toByteArray(),
        new NoteReader.Visitor() {
          @Override
          public void decided(TraceId id, Decision decision, long unixSecond) {
            holding.memory().learn(id, decision, holding.at(unixSecond));
          }

          @Override
          public void ended(long request, int run) {
            ended.computeIfAbsent(request, any -> new BitSet()).set(run);
          }
        });
    journal.found(record);
  }

  private void hold(RecordRef record, Payload payload) {
    RequestHead head = RequestHead.decode(record.meta());
    Arrivals arrivals = survey.read(head.context(), new Traces(payload));
    BitSet gone = ended.getOrDefault(record.sequence(), new BitSet());
    long now = clock.nanoTime();
    latest = Math.max(latest, now - Math.max(0, endedUnixNanos - head.acceptedUnixNanos()));
    holding.lock().lock();
    try {
      spans += holding.restore(arrivals, new StoredRequest(record, gone), latest, now);
    } finally {
      holding.lock().unlock();
    }
  }
}
