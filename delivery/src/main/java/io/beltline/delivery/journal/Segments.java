package io.beltline.delivery.journal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The segments of a journal, by position. Guarded by the journal's lock. */
final class Segments {
  private final TreeMap<Long, Segment> byStart = new TreeMap<>();
  private long bytes;

  /** Something may be deleted; read without the lock as a hint. */
  volatile boolean emptied;

  void add(Segment segment) {
    emptied = true; // the one before has ended, and may be empty already
    byStart.put(segment.start, segment);
    bytes += segment.bytes();
  }

  void remove(Segment segment) {
    byStart.remove(segment.start);
    bytes -= segment.bytes();
  }

  /** A segment has become longer. */
  void extend(Segment segment, long end) {
    bytes += end - segment.end;
    segment.end = end;
  }

  Collection<Segment> all() {
    return byStart.values();
  }

  int count() {
    return byStart.size();
  }

  long bytes() {
    return bytes;
  }

  /** The first segment that starts after a position, or null. */
  @Nullable Segment after(long position) {
    Map.Entry<Long, Segment> entry = byStart.higherEntry(position);
    return entry == null ? null : entry.getValue();
  }

  /** The segment a position is in, or null if that is gone. */
  @Nullable Segment at(long position) {
    Map.Entry<Long, Segment> entry = byStart.floorEntry(position);
    return entry == null || position >= entry.getValue().end ? null : entry.getValue();
  }

  /** The segments that have a record of a number: one, or more if it was written again. */
  List<Segment> holding(long position, long sequence) {
    List<Segment> found = new ArrayList<>(1);
    for (Segment segment : byStart.tailMap(startOf(position), true).values()) {
      if (segment.holds(sequence)) {
        found.add(segment);
      } else if (segment.firstSequence > sequence) {
        break;
      }
    }
    return found;
  }

  private long startOf(long position) {
    Long start = byStart.floorKey(position);
    return start == null ? position : start;
  }

  void pin(RecordHeader header) {
    for (Segment segment : holding(header.position(), header.sequence())) {
      segment.pins++;
    }
    pinPayload(header, 1);
  }

  void unpin(RecordHeader header) {
    for (Segment segment : holding(header.position(), header.sequence())) {
      unpin(segment);
    }
    pinPayload(header, -1);
  }

  void unpin(Segment segment) {
    segment.pins--;
    emptied |= segment.pins == 0 && segment.finished;
  }

  /** Removes the segments nobody needs, except the last, which says how far numbers have come. */
  List<Segment> takeEmpty() {
    emptied = false;
    List<Segment> empty = new ArrayList<>();
    for (Segment segment : byStart.headMap(byStart.isEmpty() ? 0 : byStart.lastKey()).values()) {
      if (segment.pins == 0 && segment.finished) {
        empty.add(segment);
      }
    }
    empty.forEach(this::remove);
    return empty;
  }

  /** The smallest number any segment can hold. */
  long firstSequence() {
    long first = Long.MAX_VALUE;
    for (Segment segment : byStart.values()) {
      first = Math.min(first, segment.firstSequence);
    }
    return first == Long.MAX_VALUE ? 1 : first;
  }

  private void pinPayload(RecordHeader header, int by) {
    if (header.kind() == RecordHeader.Kind.REFERENCE) {
      Segment segment = at(header.payloadPosition());
      if (segment != null && by > 0) {
        segment.pins++;
      } else if (segment != null) {
        unpin(segment);
      }
    }
  }
}
