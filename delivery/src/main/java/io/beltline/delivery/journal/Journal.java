package io.beltline.delivery.journal;

import io.beltline.api.Clock;
import io.beltline.delivery.journal.RecoveryReport.Reason;
import io.beltline.model.Payload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Records of several queues in one directory, kept until they are acknowledged.
 *
 * <p>Whoever waits for a record writes and syncs, together with it, all that others have appended
 * meanwhile: one write and one sync serve a group. Safe for all threads; an interrupt neither ends
 * a wait nor harms the files.
 */
public final class Journal implements AutoCloseable {
  private final Layout layout;
  private final Logger logger;
  private final AutoCloseable processes;
  private final Found found;
  private final RecoveryReport recovery;
  private final Shelf shelf;
  private final Counters counters;
  private final GroupWriter writer;
  private final Trouble trouble;
  private final Commit commit;
  private final Sweeper sweeper;
  private final Quarantine quarantine;

  private Journal(Opening opening) throws IOException {
    layout = opening.layout();
    logger = opening.logger();
    processes = opening.processes();
    found = opening.found();
    recovery = opening.report();
    shelf = new Shelf(opening.recovery().segments, found.queues(), found.gone());
    shelf.newest = opening.recovery().nextSequence - 1;
    counters = new Counters(recovery);
    Spare spare = new Spare(opening, shelf);
    writer = new GroupWriter(opening, shelf, spare);
    trouble = new Trouble(layout.directory, opening.clock(), logger);
    commit = new Commit(opening, shelf, writer, counters, trouble, spare);
    sweeper = new Sweeper(opening, shelf, spare);
    quarantine =
        new Quarantine(layout.files, layout.quarantine(), opening.settings().maxQuarantine());
  }

  /**
   * Opens a journal, made if there is none. What is damaged is left out, counted and copied aside;
   * it never keeps the rest from being opened.
   *
   * @param directory the journal's own directory
   * @throws IOException if somebody else has it open, it cannot be read or written, or it was
   *     written in a format that is not known
   */
  public static Journal open(
      Path directory, JournalSettings settings, FileLayer files, Clock clock, Logger logger)
      throws IOException {
    Opening opening = Opening.run(new Layout(files, directory), settings, clock, logger);
    try {
      Journal journal = new Journal(opening);
      journal.sweeper.begin(opening.recovery().losses.numbers);
      return journal;
    } catch (IOException | RuntimeException failed) {
      Closing.quietly(opening.found(), failed);
      Closing.quietly(opening.processes(), failed);
      throw failed;
    }
  }

  /** What opening found. */
  public RecoveryReport recovery() {
    return recovery;
  }

  /**
   * Opens a queue; it has what was not acknowledged when the journal was last used.
   *
   * @param name the queue's name, the same in every run
   * @param maxBytes the most bytes of payload it may hold
   * @throws IOException if the file of its acknowledgements cannot be made
   * @throws IllegalStateException if it is open and not closed again
   */
  public JournalQueue queue(String name, long maxBytes) throws IOException {
    QueueState state =
        shelf.read(
            () -> {
              QueueState queue = found.queue(name);
              if (queue.open) {
                throw new IllegalStateException("queue " + name + " is open already");
              }
              queue.open = true;
              queue.maxBytes = maxBytes;
              return queue;
            });
    try {
      if (state.log == null) {
        SequenceLog log = log(name);
        shelf.read(() -> state.log = log);
      }
    } catch (IOException | RuntimeException failed) {
      release(state);
      throw failed;
    }
    return new JournalQueue(this, state);
  }

  private SequenceLog log(String name) throws IOException {
    SequenceLog log =
        SequenceLog.open(layout.files, layout.cursors(), QueueName.fileName(name), found.salt());
    if (found.damagedAcknowledgements() > 0) {
      log.damaged();
    }
    return log;
  }

  /** A queue is given up; its log stays open, because acknowledgements may still be unsynced. */
  void release(QueueState queue) {
    shelf.read(() -> queue.open = false);
  }

  /** The queues that hold records and that nobody has open. */
  public List<QueueSummary> orphans() {
    return queues().stream().filter(queue -> !queue.open() && queue.records() > 0).toList();
  }

  /** All queues that hold records or are open, by name. */
  public List<QueueSummary> queues() {
    return shelf.read(
        () ->
            shelf.queues.values().stream()
                .filter(queue -> queue.open || queue.records > 0)
                .map(QueueState::summary)
                .toList());
  }

  /**
   * Has somebody told why no records are taken, and by an empty text that they are again; how it is
   * now at once. One watcher; the last that was named.
   *
   * @param watcher called by one thread at a time, for each change; must not call the journal
   */
  public void watch(Consumer<String> watcher) {
    trouble.watch(watcher);
  }

  /** Numbers about its work. */
  public JournalStatistics statistics() {
    return shelf.read(
        () ->
            new JournalStatistics(
                shelf.segments.bytes(),
                shelf.segments.count(),
                writer.fsyncs.sum(),
                writer.fsyncNanos.sum(),
                counters.groups.sum(),
                counters.records.sum(),
                counters.skippedRecords.sum(),
                counters.skippedItems.sum(),
                counters.skippedBytes.sum(),
                counters.refused()));
  }

  Append append(QueueState queue, byte[] meta, Payload payload, int items, long size) {
    return commit.append(queue, meta, payload, items, size);
  }

  RecordRef await(Ticket ticket) throws IOException {
    return commit.await(ticket);
  }

  /** The payload of a record, checked; one that is damaged is skipped. */
  Payload read(QueueState queue, RecordRef ref) throws IOException {
    PayloadReader reader = new PayloadReader(shelf, found.salt());
    byte[] bytes = reader.read(ref.header());
    if (bytes == null) {
      Reason reason =
          reader.isMissing(ref.header()) ? Reason.MISSING_PAYLOAD : Reason.DAMAGED_PAYLOAD;
      skip(queue, ref, reason);
      throw new DamagedRecordException(
          layout.directory + ": " + ref + " is " + reason.words() + "; it is skipped");
    }
    return Payload.of(bytes);
  }

  /** Counts a record as lost and gives it out no more. */
  void skip(QueueState queue, RecordRef ref, Reason reason) {
    if (shelf.isAcknowledged(queue, ref.sequence())) {
      return;
    }
    counters.skipped(1, ref.items(), ref.bytes());
    Path copy = quarantine(ref.header());
    logger.warn(
        "{}: {} of queue {} with {} items is {} and skipped; {}",
        layout.directory,
        ref,
        queue.name,
        ref.items(),
        reason.words(),
        copy == null ? "there is no copy of its bytes" : "its bytes are kept in " + copy);
    acknowledge(queue, ref);
  }

  private @Nullable Path quarantine(RecordHeader record) {
    Segment segment = shelf.read(() -> shelf.segments.at(record.payloadPosition()));
    if (segment == null) {
      return null;
    }
    try {
      long from = record.payloadPosition();
      long end = shelf.read(() -> segment.end);
      return quarantine.copyOnward(segment, from, from + record.payloadLength(), end);
    } catch (IOException full) {
      logger.warn("{}: no copy of record {}: {}", layout.directory, record.sequence(), full);
      return null;
    }
  }

  void acknowledge(QueueState queue, RecordRef ref) {
    SequenceLog log = queue.log;
    if (log != null && !shelf.isAcknowledged(queue, ref.sequence())) {
      log.add(ref.sequence(), () -> shelf.acknowledge(queue, ref.header()));
      sweeper.wake();
    }
  }

  /** Who says whether the disk answers although something cannot be read. */
  Witness witness() {
    return found.witness();
  }

  /** Numbers that turned out to have no record that can be read. */
  void lost(long from, long to, long items, Segment segment) {
    long count = sweeper.lost(from, to);
    if (count > 0) {
      counters.skipped(count, items, 0);
      logger.warn(
          "{}: {} records with {} items are lost ({}, {})",
          layout.directory,
          count,
          items,
          Reason.DAMAGED_HEADER.words(),
          segment.path.getFileName());
    }
  }

  Shelf shelf() {
    return shelf;
  }

  long salt() {
    return found.salt();
  }

  /**
   * Writes what is appended, syncs, and frees the directory; what is not acknowledged stays.
   * Appends are refused from now on.
   */
  @Override
  public void close() throws IOException {
    if (commit.close()) {
      Closing.all(List.of(writer, sweeper, processes));
    }
  }
}
