package io.beltline.delivery.journal;

import io.beltline.delivery.journal.RecordHeader.Kind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A walk over the records of a queue, from disk, in the order they were appended. It can be gone on
 * with when there are more. Not safe for threads.
 */
public final class JournalCursor {
  private final Journal journal;
  private final QueueState queue;
  private final Shelf shelf;
  private @Nullable Segment segment;
  private @Nullable SegmentScan scan;
  private long lastSequence;
  private long lastStart = -1;
  private long seen;
  private long seenItems = -1;

  JournalCursor(Journal journal, QueueState queue, @Nullable RecordRef after) {
    this.journal = journal;
    this.queue = queue;
    this.shelf = journal.shelf();
    if (after != null) {
      RecordHeader header = after.header();
      lastSequence = header.sequence();
      Segment home = shelf.read(() -> shelf.segments.at(header.position()));
      if (home == null) {
        lastStart = header.position(); // deleted: go on with what comes after
      } else {
        enter(home, header.end());
        seen = header.sequence();
        seenItems = header.itemsBefore() + header.items();
      }
    }
  }

  private void enter(Segment next, long from) {
    segment = next;
    lastStart = next.start;
    SegmentScan walk = new SegmentScan(next.file, next.start, from, journal.salt());
    walk.expect(next.unreadable);
    scan = walk;
  }

  /**
   * The next record that is not acknowledged, or null if there is none now.
   *
   * @throws IOException if a file cannot be read; another attempt may succeed
   */
  public @Nullable RecordRef next() throws IOException {
    while (true) {
      Segment here = segment;
      SegmentScan walk = scan;
      if (here != null && walk != null) {
        Part part = shelf.read(() -> new Part(here.end, here.finished));
        RecordHeader header = step(here, walk, part);
        if (header != null) {
          return new RecordRef(header);
        }
        if (!part.whole) {
          return null;
        }
      }
      Segment next = shelf.read(() -> shelf.segments.after(lastStart));
      if (next == null) {
        return null;
      }
      enter(next, next.start + SegmentHeader.LENGTH);
      seen = next.firstSequence - 1;
      seenItems = -1;
    }
  }

  private @Nullable RecordHeader step(Segment here, SegmentScan walk, Part part)
      throws IOException {
    try {
      for (RecordHeader each = next(walk, part); each != null; each = next(walk, part)) {
        see(here, each);
        if (isMine(here, each)) {
          lastSequence = each.sequence();
          return each;
        }
      }
      return null;
    } catch (IOException failed) {
      if (shelf.read(() -> shelf.segments.at(here.start) == here)) {
        throw failed;
      }
      return null; // deleted meanwhile: nothing in it was wanted any more
    }
  }

  private static @Nullable RecordHeader next(SegmentScan walk, Part part) throws IOException {
    try {
      return walk.next(part.end);
    } finally {
      walk.passOver(null);
    }
  }

  /**
   * Goes on behind what cannot be read, as if it were damaged, with the next call only.
   *
   * @throws IOException if the disk does not answer for anything else either: then nothing shall be
   *     given up
   */
  public void passOver() throws IOException {
    Segment here = segment;
    SegmentScan walk = scan;
    if (here != null && walk != null) {
      journal.witness().hear(here.file);
      walk.passOver(journal.witness());
    }
  }

  /**
   * Makes sure that the disk answers, although a record was not read.
   *
   * @throws IOException if it does not
   */
  public void probe() throws IOException {
    Segment here = segment;
    if (here != null) {
      journal.witness().hear(here.file);
    }
  }

  /** Headers that were right when the journal was opened may have been damaged since. */
  private void see(Segment here, RecordHeader header) {
    long limit = here.supersededFrom;
    if (header.sequence() > limit || (header.sequence() == limit && header.kind() != Kind.SEAL)) {
      return; // stands in a later segment
    }
    if (header.sequence() > seen + 1) {
      long items = seenItems < 0 ? 0 : header.itemsBefore() - seenItems;
      journal.lost(seen + 1, header.sequence() - 1, items, here);
    }
    if (header.kind() != Kind.SEAL) {
      seen = Math.max(seen, header.sequence());
      seenItems = header.itemsBefore() + header.items();
    }
  }

  private boolean isMine(Segment here, RecordHeader header) {
    return header.queue().equals(queue.name)
        && header.kind() != Kind.SEAL
        && header.sequence() > lastSequence
        && header.sequence() < here.supersededFrom
        && shelf.read(
            () ->
                !queue.acknowledged.contains(header.sequence())
                    && !shelf.gone.contains(header.sequence()));
  }

  /** How much of a segment can be read, and whether that is all there will be. */
  private record Part(long end, boolean whole) {}
}
