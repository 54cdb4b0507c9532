package io.beltline.delivery.journal;

import io.beltline.delivery.journal.Losses.Gap;
import io.beltline.delivery.journal.Losses.Range;
import io.beltline.delivery.journal.RecordHeader.Kind;
import io.beltline.delivery.journal.RecoveryReport.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One look through a journal's segments: reads every header and no payload, except of the records
 * that were written last. Changes nothing.
 */
final class Recovery {
  final Segments segments = new Segments();
  final Losses losses = new Losses();
  long nextSequence;
  long items;

  /** The segment written last, if all of it was read. */
  @Nullable Segment last;

  /** The bytes at its end that are no record; those of an earlier segment do not count. */
  long tornBytes;

  private final Found found;
  private final Map<Path, SegmentScan> unreadable = new TreeMap<>();
  private @Nullable Path unknownEnd;
  private final ArrayDeque<RecordHeader> unpromised = new ArrayDeque<>();
  private long expected;
  private boolean itemsKnown;
  private long promised;
  private @Nullable Range rest;

  Recovery(Found found) {
    this.found = found;
    Segment first =
        found.segments().stream()
            .filter(segment -> segment.firstSequence < Long.MAX_VALUE)
            .findFirst()
            .orElse(null);
    long begin = first == null ? 1 : first.firstSequence;
    this.expected = found.gone().below() + 1;
    if (!found.goneKnown() || expected > begin) {
      expected = Math.max(expected, begin);
    }
    this.itemsKnown = expected == 1;
  }

  void run() throws IOException {
    List<Segment> all = found.segments();
    for (int i = 0; i < all.size(); i++) {
      long limit = Long.MAX_VALUE;
      for (Segment later : all.subList(i + 1, all.size())) {
        limit = Math.min(limit, later.firstSequence);
      }
      read(all.get(i), limit, i == all.size() - 1);
    }
    checkUnpromised();
    long highest = found.highest();
    if (highest >= expected) {
      lost(highest + 1, Reason.MISSING_SEGMENT, null, "the end of the journal", 0);
      promised = Math.max(promised, highest);
      expected = highest + 1;
    }
    losses.settle(this::unknown, promised);
    nextSequence = expected;
  }

  /**
   * Makes sure, if something could not be read, that it is damage: nothing is given up because a
   * disk was away for a moment, or where nobody can tell how many records there were.
   *
   * @throws IOException if it is not certain
   */
  void confirm() throws IOException {
    if (!unreadable.isEmpty()) {
      for (SegmentScan scan : unreadable.values()) {
        scan.confirm();
      }
    }
    if (unknownEnd != null) {
      throw new IOException(
          unknownEnd
              + ": the end of the newest file cannot be read, and may hold what was acknowledged;"
              + " nothing was changed (expected: a copy of what can be read in its place, or the"
              + " file moved away)");
    }
  }

  /** Segments of which a part cannot be read. */
  Set<Path> unreadable() {
    return unreadable.keySet();
  }

  private long unknown(long from) {
    long number = Math.max(from, found.gone().below() + 1);
    long next = found.gone().past(number);
    while (true) {
      for (SequenceSet numbers : found.cursors().values()) {
        next = numbers.past(next);
      }
      next = found.gone().past(next);
      if (next == number) {
        return number;
      }
      number = next;
    }
  }

  private void read(Segment segment, long limit, boolean isLast) throws IOException {
    long end = segment.start + segment.file.size();
    segment.supersededFrom = limit;
    segment.end = Math.max(segment.end, end);
    segments.add(segment);
    if (segment.header != null) {
      reached(segment.header.firstSequence(), segment.header.itemsBefore(), rest, segment);
      promised = Math.max(promised, segment.header.firstSequence() - 1);
    }
    SegmentScan scan =
        new SegmentScan(
            segment.file, segment.start, segment.start + SegmentHeader.LENGTH, found.salt());
    scan.passOver(found.witness());
    for (RecordHeader header = scan.next(end); header != null; header = scan.next(end)) {
      Range gap = scan.gapFrom() < 0 ? rest : new Range(segment, scan.gapFrom(), scan.gapTo());
      take(segment, header, gap);
    }
    if (scan.hasPassed()) {
      unreadable.put(segment.path, scan);
      segment.unreadable = scan.failed();
    }
    rest = scan.position() < end ? new Range(segment, scan.position(), end) : null;
    if (isLast) {
      unknownEnd = scan.position() < end && scan.hasPassedTheEnd() ? segment.path : null;
      last = scan.hasPassed() ? null : segment; // what cannot be read is not cut either
      tornBytes = last == null || segment.isRecycled() ? 0 : Math.max(0, end - scan.position());
      RecordHeader half = scan.unfinished(end);
      if (half != null && half.sequence() > Math.max(expected - 1, found.highest())) {
        losses.tornRecords++;
      }
    }
    if (isLast || segment.isRecycled()) {
      segments.extend(segment, Math.min(segment.end, scan.position()));
    }
    segment.finished = true;
  }

  private void take(Segment segment, RecordHeader header, @Nullable Range gap) throws IOException {
    if (header.kind() == Kind.SEAL) {
      if (header.sequence() <= segment.supersededFrom) {
        reached(header.sequence(), header.itemsBefore(), gap, segment);
        promise(header.sequence() - 1);
      }
      return;
    }
    if (header.sequence() < expected || header.sequence() >= segment.supersededFrom) {
      return; // stands in a later segment, or is known to be gone
    }
    reached(header.sequence(), header.itemsBefore(), gap, segment);
    promise(header.promised());
    expected = header.sequence() + 1;
    items = header.itemsBefore() + header.items();
    segment.lastSequence = header.sequence();
    if (!found.gone().contains(header.sequence())) {
      keep(segment, header);
    }
  }

  private void keep(Segment segment, RecordHeader header) throws IOException {
    QueueState queue = found.queue(header.queue());
    if (queue.acknowledged.contains(header.sequence())) {
      return;
    }
    if (header.kind() == Kind.REFERENCE && !hasPayload(header)) {
      losses.record(
          Reason.MISSING_PAYLOAD,
          new Range(segment, header.position(), header.end()),
          header,
          true);
      found.gone().add(header.sequence());
      return;
    }
    queue.add(header.items(), header.size(), header.payloadLength());
    segments.pin(header);
    unpromised.add(header);
  }

  private boolean hasPayload(RecordHeader header) throws IOException {
    Segment segment = segments.at(header.payloadPosition());
    return segment != null
        && header.payloadPosition() + header.payloadLength() <= segment.start + segment.file.size();
  }

  private void promise(long number) {
    promised = Math.max(promised, number);
    while (!unpromised.isEmpty() && unpromised.getFirst().sequence() <= promised) {
      unpromised.removeFirst();
    }
  }

  /** The journal goes on at a number; tells what is missing before it. */
  private void reached(long number, long itemsBefore, @Nullable Range gap, Segment segment) {
    if (number > expected) {
      String where = gap == null ? "before " + segment.path.getFileName() : gap.toString();
      Reason reason = gap == null ? Reason.MISSING_SEGMENT : Reason.DAMAGED_HEADER;
      lost(number, reason, gap, where, itemsKnown ? itemsBefore - items : 0);
      expected = number;
    }
    if (number == expected) {
      items = itemsBefore;
      itemsKnown = true;
    }
    rest = null;
  }

  private void lost(
      long next, Reason reason, @Nullable Range range, String where, long missingItems) {
    losses.gap(new Gap(reason, range, where, expected, next - 1, missingItems));
  }

  /** Power may have failed while these were written, so their payloads are looked at. */
  private void checkUnpromised() throws IOException {
    for (RecordHeader header : unpromised) {
      Segment segment = segments.at(header.payloadPosition());
      if (segment == null || isDamaged(segment, header)) {
        losses.record(
            Reason.DAMAGED_PAYLOAD,
            new Range(
                segments.holding(header.position(), header.sequence()).getFirst(),
                header.position(),
                header.end()),
            header,
            false);
        found.gone().add(header.sequence());
        found.queue(header.queue()).remove(header.items(), header.size(), header.payloadLength());
        segments.unpin(header);
      }
    }
  }

  private static boolean isDamaged(Segment segment, RecordHeader header) {
    try {
      return segment.payload(header) == null;
    } catch (IOException unreadable) {
      return false; // whoever wants it sees whether that lasts
    }
  }

  /** What was found, in words and numbers. */
  RecoveryReport report(List<Path> copies) {
    Map<String, Long> records = new TreeMap<>();
    for (QueueState queue : found.queues().values()) {
      if (queue.records > 0) {
        records.put(queue.name, queue.records);
      }
    }
    return new RecoveryReport(
        records,
        losses.skipped,
        losses.tornRecords,
        tornBytes,
        found.damagedAcknowledgements(),
        found.missingCursors(),
        copies);
  }
}
