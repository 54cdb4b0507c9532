package io.beltline.delivery;

import static java.util.Objects.requireNonNull;

import io.beltline.api.ByteAccount;
import io.beltline.api.ComponentException;
import io.beltline.api.Host;
import io.beltline.delivery.journal.JournalQueue;
import io.beltline.delivery.journal.RecordRef;
import io.beltline.delivery.journal.Refusal;
import io.beltline.delivery.journal.Ticket;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Payload;
import io.beltline.model.Telemetry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
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
final class JournalStore implements QueueStore, Backlog.Reader {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final StoreParts parts;
  private final ReentrantLock lock;
  private final ReentrantLock writing = new ReentrantLock();

  private @Nullable JournalQueue queue;
  private @Nullable Backlog backlog;
  private long mostBytes;
  private long mostInMemory;
  private ByteAccount memory = new ByteAccount();
  private Runnable changed = () -> {};

  // all guarded by the lock
  private final ArrayDeque<Entry> incoming = new ArrayDeque<>();
  private final ArrayDeque<Entry> ready = new ArrayDeque<>();
  private final LinkedHashSet<Entry> given = new LinkedHashSet<>();
  private List<RecordRef> done = new ArrayList<>();
  private long doneSize;
  private long readyBytes;
  private long size;
  private @Nullable RecordRef last;
  private boolean looking;
  private volatile long recovered;
  private boolean ended;

  JournalStore(StoreParts parts) {
    this.parts = parts;
    this.lock = parts.lock();
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
      opened = storage.queues().queue(parts.name(), storage.maxQueueBytes());
    } catch (IOException | IllegalStateException failed) {
      throw new ComponentException(parts.place().key() + ": " + failed.getMessage(), failed);
    }
    lock.lock();
    try {
      queue = opened;
      mostBytes = storage.maxQueueBytes();
      mostInMemory = storage.queueMemoryBytes();
      memory = host.memory();
      changed = hasChanged;
      size =
          switch (parts.sizer()) {
            case REQUESTS -> opened.records();
            case ITEMS -> opened.items();
            case BYTES -> opened.bytes();
          };
      Backlog left = new Backlog(opened, lock, parts.clock(), this);
      backlog = left;
      left.found(size);
      recovered = opened.items();
      return recovered;
    } finally {
      lock.unlock();
    }
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
    Payload payload = entry.telemetry.payload();
    if (payload.size() > mostBytes) {
      return Admission.TOO_LARGE;
    }
    if (entry.size > parts.capacity() - size) {
      return Admission.FULL;
    }
    entry.acceptedUnixNanos = parts.clock().unixNanos();
    return switch (queue().append(head(entry), payload, entry.items, entry.size)) {
      case Ticket ticket -> {
        entry.ticket = ticket;
        incoming.add(entry);
        size += entry.size;
        yield Admission.TAKEN;
      }
      case Refusal refusal -> refused(refusal);
    };
  }

  private static byte[] head(Entry entry) {
    return new RequestHead(
            entry.telemetry.signal(),
            entry.context,
            entry.acceptedUnixNanos,
            entry.firstUnixNanos,
            entry.alone)
        .encode();
  }

  private Admission refused(Refusal refusal) {
    return switch (refusal) {
      case QUEUE_FULL -> Admission.FULL;
      case TOO_LARGE -> Admission.TOO_LARGE;
      case CLOSED -> Admission.CLOSED;
      case JOURNAL_FULL, LOW_SPACE -> {
        if (!looking) {
          looking = true;
          parts.clock().schedule(LOOK_AGAIN, this::look);
        }
        yield Admission.NO_SPACE;
      }
    };
  }

  /** Room may have come that nothing of this queue has made. */
  private void look() {
    lock.lock();
    try {
      looking = false;
      changed.run();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void force(Entry entry) throws IOException {
    RecordRef record = null;
    try {
      record = queue().await(requireNonNull(entry.ticket));
    } finally {
      lock.lock();
      try {
        entry.ticket = null;
        entry.record = record;
        if (record == null) {
          incoming.remove(entry);
          size -= entry.size;
        }
        for (Entry first = incoming.peek();
            first != null && first.record != null;
            first = incoming.peek()) {
          keep(incoming.remove(), first.record);
        }
        changed.run();
      } finally {
        lock.unlock();
      }
    }
  }

  private void keep(Entry entry, RecordRef record) {
    entry.kept();
    long bytes = entry.telemetry.byteSize();
    if (backlog().isEmpty() && (ready.isEmpty() || readyBytes + bytes <= mostInMemory)) {
      ready.add(entry);
      readyBytes += bytes;
      last = record;
    } else {
      entry.release(memory);
      backlog().add(entry, record, last);
    }
  }

  @Override
  public @Nullable Entry poll() {
    return give(ready.poll());
  }

  @Override
  public @Nullable Entry evict() {
    for (Iterator<Entry> oldest = ready.iterator(); oldest.hasNext(); ) {
      Entry entry = oldest.next();
      if (entry.answer() == null) {
        oldest.remove();
        return give(entry);
      }
    }
    return give(null);
  }

  private @Nullable Entry give(@Nullable Entry entry) {
    if (entry != null) {
      readyBytes -= entry.telemetry.byteSize();
      given.add(entry);
    }
    backlog().readOn();
    return entry;
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
    if (given.remove(entry)) {
      size -= entry.size;
      done.add(requireNonNull(entry.record));
      doneSize += entry.size;
    }
  }

  @Override
  public void flush() {
    writing.lock(); // who comes second returns when the first has written what both have left
    try {
      List<RecordRef> records;
      long written;
      lock.lock();
      try {
        if (done.isEmpty()) {
          return;
        }
        records = done;
        written = doneSize;
        done = new ArrayList<>();
      } finally {
        lock.unlock();
      }
      records.forEach(queue()::acknowledge);
      lock.lock();
      try {
        doneSize -= written;
      } finally {
        lock.unlock();
      }
    } finally {
      writing.unlock();
    }
  }

  @Override
  public Entry revive(RecordRef record, Payload payload) {
    RequestHead head = RequestHead.decode(record.meta());
    Telemetry telemetry = Telemetry.of(parts.signal(), payload);
    Entry entry = parts.revival().revive(head, telemetry, size(record));
    if (entry.items != record.items()) {
      throw new MalformedTelemetryException(
          record + " holds " + entry.items + " items (expected: " + record.items() + ")");
    }
    entry.record = record;
    entry.acceptedUnixNanos = head.acceptedUnixNanos();
    return entry;
  }

  @Override
  public long size(RecordRef record) {
    return switch (parts.sizer()) {
      case REQUESTS -> 1;
      case ITEMS -> record.items();
      case BYTES -> record.bytes();
    };
  }

  @Override
  public boolean hasRoom() {
    return ready.isEmpty() || readyBytes < mostInMemory / 2;
  }

  @Override
  public void read(Entry entry) {
    ready.add(entry);
    readyBytes += entry.telemetry.byteSize();
    last = entry.record;
    entry.hold(memory);
    changed.run();
  }

  @Override
  public void lost(long requests, long items, long lostSize) {
    size -= lostSize;
    parts.desk().dropped(DropReason.DAMAGED, items);
    changed.run();
  }

  @Override
  public void threw(RecordRef record, RuntimeException bug) {
    parts.health().unrevived(record.toString(), record.items(), bug);
  }

  @Override
  public void failed(IOException why) {
    parts.health().unreadable(String.valueOf(why.getMessage()));
  }

  @Override
  public long size() {
    return size + doneSize;
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
      long oldest = oldestUnixNanos();
      return oldest == 0 ? 0 : Math.max(0, parts.clock().unixNanos() - oldest) / 1e9;
    } finally {
      lock.unlock();
    }
  }

  private long oldestUnixNanos() {
    long oldest = Long.MAX_VALUE;
    if (!given.isEmpty()) {
      oldest = given.getFirst().acceptedUnixNanos;
    }
    Entry next = ready.peek();
    if (next != null) {
      oldest = Math.min(oldest, next.acceptedUnixNanos);
    }
    return oldest == Long.MAX_VALUE ? 0 : oldest;
  }

  @Override
  public Holding holding() {
    JournalQueue opened = queue;
    return opened == null
        ? new Holding(0, 0, 0)
        : new Holding(opened.records(), opened.bytes(), oldestUnixNanos());
  }

  @Override
  public List<Entry> leave() {
    ended = true;
    List<Entry> left = new ArrayList<>(ready);
    left.addAll(backlog().end());
    given.addAll(left);
    ready.clear();
    readyBytes = 0;
    return left;
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
