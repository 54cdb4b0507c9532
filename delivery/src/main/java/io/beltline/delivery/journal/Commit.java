package io.beltline.delivery.journal;

import static java.util.Objects.requireNonNull;

import io.beltline.api.Clock;
import io.beltline.delivery.journal.Trouble.Cause;
import io.beltline.model.Payload;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Takes records and has them written in groups: of those who wait for a record one leads, writing
 * and syncing all that has come together; the others find theirs done.
 */
final class Commit {
  private static final int GROUP_RECORDS = 1024;
  private static final long GROUP_BYTES = 16L << 20;
  private static final int OVERHEAD = 256;
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final Layout layout;
  private final JournalSettings settings;
  private final Clock clock;
  private final Logger logger;
  private final Shelf shelf;
  private final GroupWriter writer;
  private final Counters counters;
  private final ReentrantLock lock;
  private final Condition turned;
  private final Twins twins = new Twins();
  private final Trouble trouble;
  private final Shortage shortage;
  private final Spare spare;

  private List<Ticket> pending = new ArrayList<>();
  private long pendingBytes;
  private long free;
  private boolean looking;
  private long wanted;
  private boolean failing; // the leader's own
  private boolean leading;
  private boolean syncDue;
  private boolean closed;

  Commit(
      Opening opening,
      Shelf shelf,
      GroupWriter writer,
      Counters counters,
      Trouble trouble,
      Spare spare) {
    this.spare = spare;
    this.trouble = trouble;
    this.layout = opening.layout();
    this.settings = opening.settings();
    this.clock = opening.clock();
    this.logger = opening.logger();
    this.shelf = shelf;
    this.shortage = new Shortage(settings, shelf, opening.found().salt());
    this.writer = writer;
    this.counters = counters;
    this.lock = shelf.lock;
    this.turned = lock.newCondition();
    this.free = usableSpace();
  }

  /** Takes a record in memory; never waits for the disk. */
  Append append(QueueState queue, byte[] meta, Payload payload, int items, long size) {
    if (payload.size() > RecordHeader.MAX_PAYLOAD || meta.length > RecordHeader.MAX_META) {
      return counters.refused(Refusal.TOO_LARGE);
    }
    lock.lock();
    try {
      Ticket twin = twins.find(payload);
      long bytes = OVERHEAD + meta.length + (twin == null ? payload.size() : 0);
      Refusal refusal = refusal(queue, payload.size(), bytes);
      if (refusal != null) {
        return counters.refused(refusal);
      }
      Ticket ticket = new Ticket(queue, meta, payload, items, size, twin);
      if (twin == null) {
        twins.add(ticket);
      }
      queue.add(items, size, payload.size());
      pending.add(ticket);
      pendingBytes += bytes;
      return ticket;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Refusal refusal(QueueState queue, long payload, long bytes) {
    if (closed) {
      return Refusal.CLOSED;
    }
    if (payload > queue.maxBytes - queue.bytes) {
      return Refusal.QUEUE_FULL;
    }
    Refusal full = fullFor(bytes);
    if (full != null) {
      wanted = bytes;
      if (!looking) {
        looking = true;
        clock.schedule(Duration.ZERO, () -> tell(full));
      }
    }
    return full;
  }

  private @Nullable Refusal fullFor(long bytes) {
    if (settings.maxSize() > 0
        && shelf.segments.bytes() + pendingBytes + bytes > settings.maxSize()) {
      return Refusal.JOURNAL_FULL;
    }
    return free - pendingBytes - bytes < settings.minFree() ? Refusal.LOW_SPACE : null;
  }

  /** Looks whether there is room for what was refused, until there is. */
  private void look() {
    long usable = usableSpace();
    Refusal full;
    lock.lock();
    try {
      free = usable;
      full = closed ? null : fullFor(wanted);
      looking = full != null;
    } finally {
      lock.unlock();
    }
    if (full == null) {
      shortage.over();
      trouble.ended(Cause.ROOM);
    } else {
      tell(full);
    }
  }

  /** Looks again only when it has been told, which may take a while: else the end comes first. */
  private void tell(Refusal full) {
    try {
      trouble.began(Cause.ROOM, shortage.words(full));
    } finally {
      clock.schedule(LOOK_AGAIN, this::look);
    }
  }

  private long usableSpace() {
    if (settings.minFree() == 0) {
      return Long.MAX_VALUE;
    }
    try {
      return layout.files.usableSpace(layout.directory);
    } catch (IOException unknown) {
      logger.warn("{}: usable space unknown: {}", layout.directory, unknown.toString());
      return 0;
    }
  }

  /**
   * Waits until a record is kept; writes it if nobody else is writing. Others who are about to hand
   * in a record go first: the larger a write is, the less a byte of it costs.
   */
  @SuppressWarnings("ThreadPriorityCheck") // nothing depends on whether anybody goes first
  RecordRef await(Ticket ticket) throws IOException {
    Thread.yield();
    lock.lock();
    try {
      while (!ticket.isSettled()) {
        if (leading) {
          turned.awaitUninterruptibly();
        } else {
          lead();
        }
      }
      RecordRef record = ticket.record();
      if (record == null) {
        throw failure(requireNonNull(ticket.failure()));
      }
      return record;
    } finally {
      lock.unlock();
    }
  }

  private IOException failure(IOException cause) {
    return new IOException(layout.directory + ": " + words(cause), cause);
  }

  private static String words(IOException cause) {
    return Layout.isNoSpace(cause)
        ? "no space left on the volume"
        : "cannot be written: " + cause.getMessage();
  }

  /** Writes one group. Called and left under the lock, which is free meanwhile. */
  private void lead() {
    List<Ticket> group = takeGroup();
    leading = true;
    lock.unlock();
    try {
      writer.write(group);
      counters.written(group.size());
      if (failing) {
        failing = false;
        trouble.ended(Cause.WRITING);
      }
    } catch (IOException failed) {
      shelf.fail(group, failed);
      spare.release();
      failing = true;
      trouble.began(Cause.WRITING, words(failed));
    } catch (RuntimeException | Error bug) {
      shelf.fail(group, new IOException(bug));
      throw bug;
    } finally {
      long usable = usableSpace();
      spare.fit(usable);
      lock.lock();
      free = usable;
      leading = false;
      scheduleSync();
      turned.signalAll();
    }
  }

  private List<Ticket> takeGroup() {
    long bytes = 0;
    int count = 0;
    while (count < pending.size() && count < GROUP_RECORDS && bytes < GROUP_BYTES) {
      Ticket next = pending.get(count++);
      long own = OVERHEAD + next.meta.length + (next.twin == null ? next.payload.size() : 0);
      bytes += own;
    }
    List<Ticket> group = List.copyOf(pending.subList(0, count));
    pending = new ArrayList<>(pending.subList(count, pending.size()));
    pendingBytes -= bytes;
    return group;
  }

  private void scheduleSync() {
    if (settings.fsync() == FsyncPolicy.INTERVAL && !syncDue && !closed) {
      syncDue = true;
      clock.schedule(settings.fsyncInterval(), this::sync);
    }
  }

  /** The interval has passed. */
  private void sync() {
    lock.lock();
    try {
      while (leading) {
        turned.awaitUninterruptibly();
      }
      syncDue = false;
      if (closed) {
        return;
      }
      leading = true;
    } finally {
      lock.unlock();
    }
    boolean failed = true;
    try {
      writer.sync();
      failed = false;
    } catch (IOException lost) {
      logger.error("{}: cannot sync, will be tried again: {}", layout.directory, lost.toString());
    } finally {
      synced(failed);
    }
  }

  private void synced(boolean failed) {
    lock.lock();
    try {
      leading = false;
      if (failed) {
        scheduleSync();
      }
      turned.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Writes what is pending and takes nothing more; false if that was done before. */
  boolean close() {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      closed = true;
      while (leading || !pending.isEmpty()) {
        if (leading) {
          turned.awaitUninterruptibly();
        } else {
          lead();
        }
      }
      return true;
    } finally {
      lock.unlock();
    }
  }
}
