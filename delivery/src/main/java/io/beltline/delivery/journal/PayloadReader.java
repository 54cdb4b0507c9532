package io.beltline.delivery.journal;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads payloads and checks them. Safe for all threads. */
final class PayloadReader {
  private final Shelf shelf;
  private final long salt;

  PayloadReader(Shelf shelf, long salt) {
    this.shelf = shelf;
    this.salt = salt;
  }

  /** The payload of a record, or null if it is nowhere as it was written. */
  byte @Nullable [] read(RecordHeader record) throws IOException {
    Segment home = home(record);
    byte[] bytes = home == null ? null : home.payload(record);
    return bytes == null ? copy(record) : bytes;
  }

  /** True if the file a payload should be in is gone. */
  boolean isMissing(RecordHeader record) {
    return home(record) == null;
  }

  private @Nullable Segment home(RecordHeader record) {
    return shelf.read(() -> shelf.segments.at(record.payloadPosition()));
  }

  /** A payload that was written again because a sync had failed. */
  private byte @Nullable [] copy(RecordHeader record) throws IOException {
    List<Segment> holding =
        shelf.read(() -> shelf.segments.holding(record.position(), record.sequence()));
    for (Segment segment : holding.subList(Math.min(1, holding.size()), holding.size())) {
      SegmentScan scan =
          new SegmentScan(segment.file, segment.start, segment.start + SegmentHeader.LENGTH, salt);
      long end = shelf.read(() -> segment.end);
      for (RecordHeader each = scan.next(end); each != null; each = scan.next(end)) {
        if (each.sequence() == record.sequence()) {
          Segment home = home(each);
          return home == null ? null : home.payload(each);
        }
      }
    }
    return null;
  }
}
