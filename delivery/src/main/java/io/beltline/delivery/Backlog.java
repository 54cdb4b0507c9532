package io.beltline.delivery;

import io.beltline.api.Clock;
import io.beltline.delivery.journal.DamagedRecordException;
import io.beltline.delivery.journal.JournalCursor;
import io.beltline.delivery.journal.JournalQueue;
import io.beltline.delivery.journal.RecordRef;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Payload;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The part of a queue on disk that is not in memory: behind all that is, and read ahead in order,
 * on a thread that runs only while there is something to read and room for it. Of what waits here
 * memory holds three numbers, and the requests whose callers wait.
 */
final class Backlog {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int PATIENCE = 10;

  private final JournalQueue queue;
  private final ReentrantLock lock;
  private final Clock clock;
  private final Reader reader;

  // all guarded by the lock
  private final Map<Long, Entry> awaited = new HashMap<>();
  private long requests;
  private long items;
  private long size;
  private long bytes;
  private long readable;
  private @Nullable JournalCursor cursor;
  private boolean reading;
  private boolean ended;

  // the reading thread's own
  private @Nullable RecordRef ahead;
  private int failures;

  /** What a backlog is read into. */
  interface Reader {
    /** A request from what is on disk. Without the lock. */
    Entry revive(RecordRef record, Payload payload);

    /** How much of the queue a record fills. */
    long size(RecordRef record);

    /** Whether there is room in memory. Under the lock. */
    boolean hasRoom();

    /** The next request is in memory. Under the lock. */
    void read(Entry entry);

    /** Requests that cannot be read are given up. Under the lock. */
    void lost(long requests, long items, long size, long bytes);

    /** A request could not be made of a record because of a bug. Without the lock. */
    void threw(RecordRef record, RuntimeException bug);

    /** The disk does not answer for the moment. Without the lock. */
    void failed(IOException why);
  }

  Backlog(JournalQueue queue, ReentrantLock lock, Clock clock, Reader reader) {
    this.queue = queue;
    this.lock = lock;
    this.clock = clock;
    this.reader = reader;
  }

  boolean isEmpty() {
    return requests == 0;
  }

  /** What an earlier run has left. */
  void found(long foundSize) {
    requests = queue.records();
    items = queue.items();
    size = foundSize;
    bytes = queue.bytes();
    readable = queue.newest();
    cursor = requests == 0 ? null : queue.cursor(null);
  }

  /**
   * A request that is kept goes out of memory, behind all others.
   *
   * @param last the last record that did not
   */
  void add(Entry entry, RecordRef record, @Nullable RecordRef last) {
    if (requests == 0) {
      cursor = queue.cursor(last);
    }
    requests++;
    items += entry.items;
    size += entry.size;
    bytes += record.bytes();
    readable = record.sequence();
    if (entry.answer() != null) {
      awaited.put(record.sequence(), entry);
    }
  }

  /** The caller of a request waits no longer; true if it is held here, and no more. */
  boolean abandon(Entry entry) {
    RecordRef record = entry.record;
    return record != null && awaited.remove(record.sequence(), entry);
  }

  /** Reads on if there is something to read and room for it. */
  void readOn() {
    if (requests > 0 && !reading && !ended && reader.hasRoom()) {
      boolean started = false;
      reading = true;
      try {
        Thread.ofVirtual().name("read ahead " + queue.name()).start(this::run);
        started = true;
      } finally {
        reading = started;
      }
    }
  }

  /** Reads no more; the requests whose callers wait are returned. */
  Collection<Entry> end() {
    ended = true;
    return awaited.values();
  }

  private void run() {
    boolean settled = false;
    try {
      while (step()) {
        failures = 0;
      }
      settled = true;
    } catch (IOException failed) {
      later(failed);
      settled = true;
    } finally {
      if (!settled) {
        broken();
      }
    }
  }

  /** Something was thrown that nobody expects: another thread goes on after a pause. */
  private void broken() {
    stopReading(); // before the alarm, which might find it reading still
    clock.schedule(PAUSE, this::readAgain);
  }

  private void readAgain() {
    lock.lock();
    try {
      readOn();
    } finally {
      lock.unlock();
    }
  }

  private void stopReading() {
    lock.lock();
    try {
      reading = false;
    } finally {
      lock.unlock();
    }
  }

  private void later(IOException failed) {
    reader.failed(failed);
    if (++failures >= PATIENCE) {
      try {
        giveUp();
        failures = 0;
      } catch (IOException absent) { // a disk that is away is waited for
        reader.failed(absent);
      }
    }
    clock.schedule(PAUSE, this::run);
  }

  /** Passes over what cannot be read, if the disk answers for something else. */
  private void giveUp() throws IOException {
    JournalCursor walk;
    lock.lock();
    try {
      walk = cursor;
    } finally {
      lock.unlock();
    }
    RecordRef stuck = ahead;
    if (walk == null) {
      return;
    }
    if (stuck == null) {
      walk.passOver();
      return;
    }
    walk.probe();
    try {
      queue.read(stuck); // the disk may be back only since it was asked
    } catch (DamagedRecordException damaged) { // the journal has skipped it
      ahead = null;
      lost(stuck);
    } catch (IOException still) {
      ahead = null;
      skip(stuck);
    }
  }

  /** Reads one record; false if that was all for now. */
  private boolean step() throws IOException {
    JournalCursor walk;
    long limit;
    lock.lock();
    try {
      walk = cursor;
      if (ended || requests == 0 || walk == null || !reader.hasRoom()) {
        reading = false;
        return false;
      }
      limit = readable;
    } finally {
      lock.unlock();
    }
    RecordRef next = ahead != null ? ahead : walk.next();
    ahead = next;
    if (next == null || next.sequence() > limit) {
      passed(limit);
      return true;
    }
    read(next);
    ahead = null;
    return true;
  }

  /** All up to a number was walked over: what did not turn up is not there any more. */
  private void passed(long limit) {
    lock.lock();
    try {
      if (readable == limit && requests > 0) {
        List<Entry> known = List.copyOf(awaited.values());
        long missing = requests - known.size();
        long missingItems = items - known.stream().mapToLong(entry -> entry.items).sum();
        long missingSize = size - known.stream().mapToLong(entry -> entry.size).sum();
        long missingBytes =
            bytes - known.stream().mapToLong(entry -> entry.telemetry.payload().size()).sum();
        awaited.clear();
        clear();
        known.forEach(reader::read);
        if (missing > 0) {
          reader.lost(missing, missingItems, missingSize, missingBytes);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void clear() {
    requests = 0;
    items = 0;
    size = 0;
    bytes = 0;
    cursor = null;
    ahead = null;
  }

  private void read(RecordRef record) throws IOException {
    Entry known = awaited(record);
    Entry entry;
    try {
      entry = known != null ? known : reader.revive(record, queue.read(record));
    } catch (DamagedRecordException damaged) { // the journal has skipped it
      lost(record);
      return;
    } catch (MalformedTelemetryException unknown) {
      skip(record);
      return;
    } catch (RuntimeException bug) { // one record must not keep those behind it from being read
      reader.threw(record, bug);
      skip(record);
      return;
    }
    lock.lock();
    try {
      if (!ended) {
        awaited.remove(record.sequence());
        take(record);
        reader.read(entry);
      }
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Entry awaited(RecordRef record) {
    lock.lock();
    try {
      return awaited.get(record.sequence());
    } finally {
      lock.unlock();
    }
  }

  private void skip(RecordRef record) {
    queue.skip(record);
    lost(record);
  }

  private void lost(RecordRef record) {
    lock.lock();
    try {
      if (!ended) {
        take(record);
        reader.lost(1, record.items(), reader.size(record), record.bytes());
      }
    } finally {
      lock.unlock();
    }
  }

  private void take(RecordRef record) {
    ahead = null; // whatever is thrown from here on, it is not read again
    requests--;
    items -= record.items();
    size -= reader.size(record);
    bytes -= record.bytes();
    if (requests == 0) {
      clear();
    }
  }
}
