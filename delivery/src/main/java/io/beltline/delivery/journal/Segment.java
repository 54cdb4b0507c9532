package io.beltline.delivery.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A file of records. What changes is guarded by the journal's lock. */
final class Segment {
  final Path path;
  final JournalFile file;

  /** The position of the file's first byte. */
  final long start;

  /** No record in it has a smaller number. */
  final long firstSequence;

  /** What the file says of itself, null if that is damaged. */
  final @Nullable SegmentHeader header;

  /** Numbers from this one on stand, once more and for good, in a later segment. */
  long supersededFrom = Long.MAX_VALUE;

  long lastSequence;

  /** Where what may be read ends. */
  long end;

  /** Records in it, and references to payloads in it, that are not acknowledged. */
  long pins;

  /** Blocks that could not be read when the journal was opened. */
  Set<Long> unreadable = Set.of();

  /** Nothing will be added. */
  boolean finished;

  Segment(
      Path path, JournalFile file, long start, long firstSequence, @Nullable SegmentHeader header) {
    this.header = header;
    this.path = path;
    this.file = file;
    this.start = start;
    this.firstSequence = firstSequence;
    this.lastSequence = firstSequence - 1;
    this.end = start + SegmentHeader.LENGTH;
  }

  /** Bytes of an earlier segment may follow the last record. */
  boolean isRecycled() {
    return header != null && header.recycled();
  }

  long bytes() {
    return end - start;
  }

  boolean holds(long sequence) {
    return sequence >= firstSequence && sequence <= lastSequence;
  }

  /** The payload of a record, or null if it is not what was written. */
  byte @Nullable [] payload(RecordHeader record) throws IOException {
    byte[] bytes = new byte[record.payloadLength()];
    long at = record.payloadPosition() - start;
    return file.read(at, bytes, 0, bytes.length) == bytes.length
            && Checksum.of(bytes, 0, bytes.length) == record.payloadCrc()
        ? bytes
        : null;
  }
}
