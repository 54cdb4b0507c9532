package io.beltline.delivery.journal;

import static java.util.Objects.requireNonNull;

import io.beltline.delivery.journal.RecordHeader.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a journal holds: its segments, its queues and what is accounted for. Every method takes the
 * lock, which is never held over work on the disk.
 */
final class Shelf {
  final ReentrantLock lock = new ReentrantLock();

  /** Guarded by the lock. */
  final Segments segments;

  /** Guarded by the lock. */
  final Map<String, QueueState> queues;

  /** Guarded by the lock. */
  final SequenceSet gone;

  /** The number of the last record that is kept. Guarded by the lock. */
  long newest;

  Shelf(Segments segments, Map<String, QueueState> queues, SequenceSet gone) {
    this.segments = segments;
    this.queues = queues;
    this.gone = gone;
  }

  /** Does something under the lock. */
  <T> T read(Supplier<T> what) {
    lock.lock();
    try {
      return what.get();
    } finally {
      lock.unlock();
    }
  }

  private void change(Runnable what) {
    lock.lock();
    try {
      what.run();
    } finally {
      lock.unlock();
    }
  }

  void add(Segment segment) {
    change(() -> segments.add(segment));
  }

  void extend(Segment segment, long end) {
    change(() -> segments.extend(segment, end));
  }

  void finished(Segment segment) {
    change(() -> segment.finished = true);
  }

  /**
   * The record whose payload a ticket's record may refer to, or null if it must have its own. What
   * it refers to stays until the ticket is settled.
   */
  @Nullable RecordHeader payloadFor(Ticket ticket) {
    Ticket twin = ticket.twin;
    return twin == null ? null : read(() -> usable(twin, ticket));
  }

  private @Nullable RecordHeader usable(Ticket twin, Ticket ticket) {
    RecordHeader header = twin.header;
    if (header == null || header.kind() != Kind.DATA || twin.failure() != null) {
      return null;
    }
    if (twin.record() != null && ticket.pinned == null) {
      Segment segment = segments.at(header.payloadPosition());
      if (segment == null) {
        return null; // everybody had it, and it was deleted
      }
      segment.pins++;
      ticket.pinned = segment;
    }
    return header;
  }

  /** A group has been written at the end of a segment. */
  void keep(Segment segment, long end, List<Ticket> group) {
    change(
        () -> {
          segments.extend(segment, end);
          newest = requireNonNull(group.getLast().header).sequence();
          segment.lastSequence = newest;
          for (Ticket ticket : group) {
            RecordHeader header = requireNonNull(ticket.header);
            segments.pin(header);
            unpin(ticket);
            ticket.kept(new RecordRef(header));
          }
        });
  }

  /** A group could not be written. */
  void fail(List<Ticket> group, IOException cause) {
    change(
        () -> {
          for (Ticket ticket : group) {
            unpin(ticket);
            ticket.queue.remove(ticket.items, ticket.size, ticket.payload.size());
            ticket.failed(cause);
          }
        });
  }

  private void unpin(Ticket ticket) {
    Segment segment = ticket.pinned;
    if (segment != null) {
      segments.unpin(segment);
      ticket.pinned = null;
    }
  }

  /** Records stand once more in a new segment. */
  void relocated(Segment fresh, List<RecordHeader> records) {
    change(
        () -> {
          segments.add(fresh);
          for (RecordHeader record : records) {
            QueueState queue = queues.get(record.queue());
            if (queue != null && !queue.acknowledged.contains(record.sequence())) {
              fresh.pins++;
            }
          }
        });
  }

  boolean isAcknowledged(QueueState queue, long sequence) {
    return read(() -> queue.acknowledged.contains(sequence));
  }

  /** A record has come to an end. */
  void acknowledge(QueueState queue, RecordHeader record) {
    change(
        () -> {
          if (queue.acknowledged.add(record.sequence())) {
            queue.remove(record.items(), record.size(), record.payloadLength());
            if (!gone.contains(record.sequence())) { // else its loss has unpinned it
              segments.unpin(record);
            }
          }
        });
  }

  /** True if a segment has become empty that may be deleted. */
  boolean hasEmptied() {
    return segments.emptied;
  }

  /** The same, once. */
  boolean takeEmptied() {
    return segments.emptied
        && read(
            () -> {
              boolean was = segments.emptied;
              segments.emptied = false;
              return was;
            });
  }

  /** Removes the segments nobody needs. */
  List<Segment> takeEmpty() {
    return read(segments::takeEmpty);
  }

  List<QueueState> openQueues() {
    return read(() -> queues.values().stream().filter(queue -> queue.log != null).toList());
  }

  int words(SequenceSet numbers) {
    return read(numbers::words);
  }

  void addGone(long from, long to) {
    change(() -> gone.addRange(from, to));
  }

  /** True unless a number is known to be acknowledged or gone. */
  boolean isOutstanding(long number) {
    return read(
        () ->
            !gone.contains(number)
                && queues.values().stream()
                    .noneMatch(queue -> queue.acknowledged.isMarked(number)));
  }

  /** A number's record cannot be read, so that nobody will acknowledge it. */
  void lose(long number) {
    change(
        () -> {
          if (gone.add(number)) {
            segments.holding(0, number).forEach(segments::unpin);
          }
        });
  }

  /**
   * What is acknowledged of segments that are deleted need not be known one by one.
   *
   * @param deleted the numbers in the segments that were deleted last
   */
  void forgetDeleted(SequenceSet deleted) {
    change(
        () -> {
          long first = segments.firstSequence();
          for (QueueState queue : queues.values()) {
            queue.acknowledged.addBelow(first - 1);
            queue.acknowledged.addAll(deleted);
          }
        });
  }
}
