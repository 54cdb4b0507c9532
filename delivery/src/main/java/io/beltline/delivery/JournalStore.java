package io.beltline.delivery;

import static java.util.Objects.requireNonNull;

import io.beltline.api.ByteAccount;
import io.beltline.api.ComponentException;
import io.beltline.api.Host;
import io.beltline.delivery.journal.JournalQueue;
import io.beltline.delivery.journal.RecordRef;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A queue in a journal: what it holds outlives the process.
 *
 * <p>A request is appended when it is offered and given out when it is kept, in the order of the
 * offers. As long as few bytes wait they stay in memory; what comes while more than the storage
 * allows wait is let go of and read back when its turn comes. A request is acknowledged when all
 * its items have come to an end; one that the end of the process or of the configuration leaves
 * undelivered is not, and whoever opens the queue next finds it.
 */
final class JournalStore implements QueueStore {
  private final StoreParts parts;
  private final ReentrantLock lock;
  private final Ends ends;

  private @Nullable JournalQueue queue;
  private @Nullable Backlog backlog;
  private @Nullable StoredContext kept;
  private long mostBytes;
  private Runnable changed = () -> {};

  // all guarded by the lock
  private Incoming incoming;
  private AtHand ready = new AtHand(0, new ByteAccount());
  private long size;
  private long bytes;
  private volatile long recovered;
  private boolean ended;

  JournalStore(StoreParts parts) {
    this.parts = parts;
    this.lock = parts.lock();
    this.ends = new Ends(lock);
    this.incoming = new Incoming(new Lookout(parts.clock(), lock, changed));
  }

  @Override
  public boolean isDurable() {
    return true;
  }

  @Override
  public long start(Host host, Runnable hasChanged) {
    JournalStorage storage = parts.place().find(host);
    JournalQueue opened;
    try {
      opened = storage.queues().queue(parts.name(), Long.MAX_VALUE); // the cap is kept here
    } catch (IOException | IllegalStateException failed) {
      throw new ComponentException(parts.place().key() + ": " + failed.getMessage(), failed);
    }
    lock.lock();
    try {
      queue = opened;
      kept = new StoredContext(host, parts.headers());
      mostBytes = storage.maxQueueBytes();
      changed = hasChanged;
      incoming = new Incoming(new Lookout(parts.clock(), lock, hasChanged));
      ready = new AtHand(storage.queueMemoryBytes(), host.memory());
      bytes = opened.bytes();
      size = parts.sizer().of(opened.records(), opened.items(), bytes);
      Backlog left =
          new Backlog(
              opened,
              lock,
              parts.clock(),
              new BacklogReader(parts, ready, this::shrink, hasChanged));
      backlog = left;
      left.found(size);
      recovered = opened.items();
      return recovered;
    } finally {
      lock.unlock();
    }
  }

  private void shrink(long bySize, long byBytes) {
    size -= bySize;
    bytes -= byBytes;
  }

  private static long bytes(Entry entry) {
    return entry.telemetry.payload().size();
  }

  private JournalQueue queue() {
    return requireNonNull(queue, "before start");
  }

  private Backlog backlog() {
    return requireNonNull(backlog, "before start");
  }

  @Override
  public Admission offer(Entry entry) {
    if (ended) {
      return Admission.CLOSED;
    }
    if (bytes(entry) > mostBytes) {
      return Admission.TOO_LARGE;
    }
    if (entry.size > parts.capacity() - size || bytes(entry) > mostBytes - bytes) {
      return Admission.FULL;
    }
    entry.acceptedUnixNanos = parts.clock().unixNanos();
    Admission answer = incoming.offer(queue(), requireNonNull(kept), entry);
    if (answer == Admission.TAKEN) {
      size += entry.size;
      bytes += bytes(entry);
    }
    return answer;
  }

  @Override
  public void force(Entry entry) throws IOException {
    RecordRef record = null;
    try {
      record = queue().await(requireNonNull(entry.ticket));
    } finally {
      lock.lock();
      try {
        if (record == null) {
          shrink(entry.size, bytes(entry));
        }
        incoming.arrived(entry, record, this::keep);
        changed.run();
      } finally {
        lock.unlock();
      }
    }
  }

  private void keep(Entry entry, RecordRef record) {
    entry.kept();
    if (backlog().isEmpty() && ready.fits(entry)) {
      ready.add(entry, record);
    } else {
      ready.pass(entry);
      backlog().add(entry, record, ready.last());
    }
  }

  @Override
  public @Nullable Entry poll() {
    Entry next = ready.poll();
    backlog().readOn();
    return next;
  }

  @Override
  public @Nullable Entry evict() {
    Entry oldest = ready.evict();
    backlog().readOn();
    return oldest;
  }

  @Override
  public boolean isBusy() {
    return !ended && (!incoming.isEmpty() || !backlog().isEmpty());
  }

  @Override
  public boolean isForcing() {
    return !incoming.isEmpty();
  }

  @Override
  public boolean abandon(Entry entry) {
    return backlog().abandon(entry);
  }

  @Override
  public void acknowledge(Entry entry) {
    if (ready.end(entry)) {
      shrink(entry.size, bytes(entry));
      ends.add(requireNonNull(entry.record), entry.size);
    }
  }

  @Override
  public void flush() {
    JournalQueue opened = queue;
    if (opened != null) {
      ends.flush(opened);
    }
  }

  @Override
  public long size() {
    return size + ends.size();
  }

  @Override
  public long capacity() {
    return parts.capacity();
  }

  /** The bytes of what is kept. Without the lock. */
  long bytes() {
    JournalQueue opened = queue;
    return opened == null ? 0 : opened.bytes();
  }

  /** Items that were there at the start. */
  long recovered() {
    return recovered;
  }

  /** How long the oldest that is at hand or given out has been here; 0 if there is none. */
  double oldestSeconds() {
    lock.lock();
    try {
      long oldest = ready.oldestUnixNanos();
      return oldest == 0 ? 0 : Math.max(0, parts.clock().unixNanos() - oldest) / 1e9;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Holding holding() {
    JournalQueue opened = queue;
    return opened == null
        ? new Holding(0, 0, 0)
        : new Holding(opened.records(), opened.bytes(), ready.oldestUnixNanos());
  }

  @Override
  public List<Entry> leave() {
    ended = true;
    return ready.leave(backlog().end());
  }

  @Override
  public Rest close() {
    JournalQueue opened = queue;
    if (opened == null) {
      return new Rest(0, 0);
    }
    flush();
    Rest rest = new Rest(opened.records(), opened.items());
    lock.lock();
    try {
      if (incoming.isEmpty()) { // else the disk hangs, and nobody else may have the queue
        opened.close();
      }
    } finally {
      lock.unlock();
    }
    return rest;
  }
}
