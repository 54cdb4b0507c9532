package io.beltline.delivery.journal;

import static java.util.Objects.requireNonNull;

import io.beltline.delivery.journal.RecordHeader.Kind;
import io.beltline.model.Payload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Writes groups of records at the end of the journal. Used by one thread at a time: the leader.
 *
 * <p>After a sync that failed, what was written since the last one that did not is taken for lost,
 * because Linux forgets such pages: it is written again to a new segment.
 */
final class GroupWriter implements AutoCloseable {
  private static final String AGAIN =
      "{}: the disk did not take what was written ({}); writing it again to a new segment";

  final LongAdder fsyncs = new LongAdder();
  final LongAdder fsyncNanos = new LongAdder();

  private final Layout layout;
  private final long salt;
  private final JournalSettings settings;
  private final Logger logger;
  private final Shelf shelf;
  private final Spare spare;
  private @Nullable Segment active;
  private @Nullable SegmentWriter out;
  private long nextSequence;
  private long nextPosition;
  private long items;

  /** The first number of the active segment that the disk may not have. */
  private long unsyncedFrom;

  /** A sync failed, so that no later one tells anything of what was written before. */
  private @Nullable IOException distrust;

  GroupWriter(Opening opening, Shelf shelf, Spare spare) {
    this.spare = spare;
    this.layout = opening.layout();
    this.salt = opening.found().salt();
    this.settings = opening.settings();
    this.logger = opening.logger();
    this.shelf = shelf;
    this.nextSequence = opening.recovery().nextSequence;
    this.nextPosition = opening.found().nextPosition();
    this.items = opening.recovery().items;
  }

  /**
   * Writes a group, syncs it by policy, and puts its records on the shelf.
   *
   * @throws IOException if nothing of the group is certain to be kept
   */
  void write(List<Ticket> group) throws IOException {
    Segment segment = active;
    if (segment == null || segment.bytes() >= settings.segmentSize()) {
      segment = roll();
    }
    try {
      put(segment, group);
    } catch (IOException failed) {
      abandon(segment, failed);
      throw failed;
    }
    if (settings.fsync() == FsyncPolicy.ALWAYS) {
      try {
        force(segment);
      } catch (IOException lost) {
        abandon(segment, lost);
        finish();
        segment = again(group, lost);
      }
    }
    RecordHeader last = requireNonNull(group.getLast().header);
    nextSequence = last.sequence() + 1;
    items = last.itemsBefore() + last.items();
    shelf.keep(segment, requireNonNull(out).position(), group);
    if (settings.fsync() == FsyncPolicy.ALWAYS) {
      unsyncedFrom = nextSequence;
    }
  }

  private Segment again(List<Ticket> group, IOException lost) throws IOException {
    logger.warn(AGAIN, layout.directory, lost.toString());
    Segment segment = roll();
    try {
      put(segment, group);
      force(segment);
      return segment;
    } catch (IOException failed) {
      failed.addSuppressed(lost);
      abandon(segment, failed);
      finish();
      throw failed;
    }
  }

  private void put(Segment segment, List<Ticket> group) throws IOException {
    SegmentWriter writer = requireNonNull(out);
    writer.begin(segment);
    long number = nextSequence;
    long total = items;
    for (Ticket ticket : group) {
      RecordHeader header = header(ticket, number++, total, writer.position());
      ticket.header = header;
      total += header.items();
      writer.put(header.encode(salt));
      if (header.kind() == Kind.DATA) {
        writer.put(ticket.payload);
      }
    }
    writer.flush();
  }

  private RecordHeader header(Ticket ticket, long number, long total, long position) {
    int length =
        RecordHeader.length(ticket.queue.name.getBytes(StandardCharsets.UTF_8), ticket.meta);
    RecordHeader twin = shelf.payloadFor(ticket);
    Payload payload = ticket.payload;
    return new RecordHeader(
        twin == null ? Kind.DATA : Kind.REFERENCE,
        length,
        (int) payload.size(),
        twin == null ? Checksum.of(payload) : twin.payloadCrc(),
        number,
        position,
        nextSequence - 1,
        total,
        ticket.items,
        ticket.size,
        twin == null ? position + length : twin.payloadPosition(),
        ticket.queue.name,
        ticket.meta);
  }

  /** Removes what was written of a group; if that fails, the segment is left as it is for good. */
  private void abandon(Segment segment, IOException cause) {
    nextPosition = Math.max(nextPosition, requireNonNull(out).position());
    try {
      nextPosition = Math.max(nextPosition, segment.start + segment.file.size());
      segment.file.truncate(segment.end - segment.start);
    } catch (IOException again) {
      cause.addSuppressed(again);
      finish();
    }
  }

  private void finish() {
    Segment segment = active;
    if (segment != null) {
      shelf.finished(segment);
      active = null;
    }
  }

  /** Ends the active segment and begins another. */
  private Segment roll() throws IOException {
    Segment old = active;
    if (old != null) {
      seal(old);
      sync();
      finish();
    }
    Segment segment = create(nextSequence, items, spare.take());
    unsyncedFrom = nextSequence;
    active = segment;
    shelf.add(segment);
    return segment;
  }

  /**
   * Makes the file of a segment, durably.
   *
   * @param from a file to write over, which has its new header before it has its new name; or null
   */
  private Segment create(long firstSequence, long itemsBefore, @Nullable Path from)
      throws IOException {
    SegmentHeader header =
        new SegmentHeader(salt, nextPosition, firstSequence, itemsBefore, from != null);
    Path path = SegmentHeader.path(layout.directory, header.start());
    Path made = from == null ? path : from;
    JournalFile file = layout.files.open(made);
    Segment segment = new Segment(path, file, header.start(), firstSequence, header);
    try {
      file.write(0, header.encode(), 0, SegmentHeader.LENGTH);
      if (settings.fsync() != FsyncPolicy.NEVER) {
        force(segment);
      }
      if (from != null) {
        layout.files.replace(from, path);
        made = path;
      }
      if (settings.fsync() != FsyncPolicy.NEVER) {
        layout.files.syncDirectory(layout.directory);
      }
    } catch (IOException failed) {
      nextPosition = header.start() + SegmentHeader.LENGTH;
      file.close();
      layout.files.delete(made);
      throw failed;
    }
    nextPosition = segment.end;
    if (out == null) {
      out = new SegmentWriter(segment);
    }
    out.begin(segment);
    return segment;
  }

  /** Says that nothing follows. Without it the segment is as good, its end only less certain. */
  private void seal(Segment segment) {
    SegmentWriter writer = requireNonNull(out);
    writer.begin(segment);
    int length = RecordHeader.length(new byte[0], new byte[0]);
    RecordHeader seal =
        new RecordHeader(
            Kind.SEAL,
            length,
            0,
            0,
            nextSequence,
            segment.end,
            nextSequence - 1,
            items,
            0,
            0,
            segment.end + length,
            "",
            new byte[0]);
    try {
      writer.put(seal.encode(salt));
      writer.flush();
      shelf.extend(segment, writer.position());
      if (segment.isRecycled()) {
        segment.file.truncate(segment.end - segment.start);
      }
      nextPosition = Math.max(nextPosition, segment.end);
    } catch (IOException full) {
      abandon(segment, full);
      logger.debug("{}: not sealed", segment.path, full);
    }
  }

  /** Returns when the disk has all that was written; nothing to do if syncing is off. */
  void sync() throws IOException {
    Segment segment = active;
    if (segment == null
        || settings.fsync() == FsyncPolicy.NEVER
        || unsyncedFrom > segment.lastSequence) {
      return;
    }
    IOException lost = distrust;
    try {
      if (lost == null) {
        force(segment);
        unsyncedFrom = nextSequence;
        return;
      }
    } catch (IOException failed) {
      logger.warn(AGAIN, layout.directory, failed.toString());
      distrust = failed;
      lost = failed;
    }
    relocate(segment, requireNonNull(lost));
    distrust = null;
  }

  private void force(Segment segment) throws IOException {
    long begin = System.nanoTime();
    segment.file.force();
    fsyncNanos.add(System.nanoTime() - begin);
    fsyncs.increment();
  }

  /** Copies what the disk may not have to a new segment, as far as it can still be read. */
  private void relocate(Segment old, IOException cause) throws IOException {
    List<RecordHeader> records = new ArrayList<>();
    SegmentScan scan = new SegmentScan(old.file, old.start, old.start + SegmentHeader.LENGTH, salt);
    for (RecordHeader each = scan.next(old.end); each != null; each = scan.next(old.end)) {
      if (each.kind() != Kind.SEAL && each.sequence() >= unsyncedFrom) {
        records.add(each);
      }
    }
    nextPosition = Math.max(nextPosition, old.end);
    long before = records.isEmpty() ? items : records.getFirst().itemsBefore();
    Segment fresh = create(unsyncedFrom, before, null);
    try {
      copy(old, records);
      force(fresh);
    } catch (IOException failed) {
      failed.addSuppressed(cause);
      nextPosition = Math.max(nextPosition, requireNonNull(out).position());
      fresh.file.close();
      layout.files.delete(fresh.path);
      throw failed;
    }
    fresh.lastSequence = nextSequence - 1;
    fresh.end = requireNonNull(out).position();
    nextPosition = fresh.end;
    shelf.relocated(fresh, records);
    finish();
    active = fresh;
    unsyncedFrom = nextSequence;
  }

  private void copy(Segment old, List<RecordHeader> records) throws IOException {
    SegmentWriter writer = requireNonNull(out);
    Map<Long, Long> moved = new HashMap<>();
    for (RecordHeader record : records) {
      long position = writer.position();
      long payloadPosition = record.payloadPosition();
      if (record.kind() == Kind.DATA) {
        moved.put(payloadPosition, position + record.length());
      }
      payloadPosition = moved.getOrDefault(payloadPosition, payloadPosition);
      byte[] payload = record.kind() == Kind.DATA ? old.payload(record) : null;
      if (record.kind() == Kind.DATA && payload == null) {
        moved.remove(record.payloadPosition());
        logger.error("{}: {} is lost, it cannot be read back", old.path, record.sequence());
        continue;
      }
      writer.put(record.at(position, payloadPosition).encode(salt));
      if (payload != null) {
        writer.put(payload);
      }
    }
    writer.flush();
  }

  /** Ends writing. */
  @Override
  public void close() throws IOException {
    sync();
    Segment segment = active;
    if (segment != null) {
      seal(segment);
      if (settings.fsync() != FsyncPolicy.NEVER) {
        force(segment);
      }
      finish();
    }
  }
}
