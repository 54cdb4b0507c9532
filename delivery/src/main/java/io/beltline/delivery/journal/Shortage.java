package io.beltline.delivery.journal;

import io.beltline.delivery.journal.RecordHeader.Kind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Says why a journal has no room, and whose queue keeps its oldest file: that queue may hold little
 * itself, because files go as a whole. Safe for all threads; reads from the disk, so not to be
 * called under the journal's lock.
 */
final class Shortage {
  private final JournalSettings settings;
  private final Shelf shelf;
  private final long salt;
  private @Nullable Refusal told;
  private String words = "";

  Shortage(JournalSettings settings, Shelf shelf, long salt) {
    this.settings = settings;
    this.shelf = shelf;
    this.salt = salt;
  }

  /** Why, in words that stay the same until it is over or another limit is met. */
  synchronized String words(Refusal full) {
    if (full != told) {
      told = full;
      words = full == Refusal.LOW_SPACE ? floor() : limit() + keeper();
    }
    return words;
  }

  /** There is room again. */
  synchronized void over() {
    told = null;
  }

  private String floor() {
    return "less than journal::min_free_space (%d bytes) is left on the volume, requests are turned away"
        .formatted(settings.minFree());
  }

  private String limit() {
    return "the files of the queues fill journal::max_size (%d bytes), requests are turned away until some are delivered"
        .formatted(settings.maxSize());
  }

  private String keeper() {
    Segment oldest =
        shelf.read(() -> shelf.segments.count() == 0 ? null : shelf.segments.after(-1));
    QueueSummary queue = null;
    try {
      queue = oldest == null ? null : keeper(oldest);
    } catch (IOException unreadable) {
      return ""; // or deleted meanwhile
    }
    return queue == null
        ? ""
        : "; the oldest file is kept by queue %s, which holds %d bytes"
            .formatted(queue.name(), queue.bytes());
  }

  private @Nullable QueueSummary keeper(Segment segment) throws IOException {
    long end = shelf.read(() -> segment.end);
    SegmentScan scan =
        new SegmentScan(segment.file, segment.start, segment.start + SegmentHeader.LENGTH, salt);
    for (RecordHeader each = scan.next(end); each != null; each = scan.next(end)) {
      RecordHeader header = each;
      QueueSummary queue = header.kind() == Kind.SEAL ? null : shelf.read(() -> keeper(header));
      if (queue != null) {
        return queue;
      }
    }
    return null;
  }

  private @Nullable QueueSummary keeper(RecordHeader header) {
    QueueState queue = shelf.queues.get(header.queue());
    return queue == null
            || queue.acknowledged.contains(header.sequence())
            || shelf.gone.contains(header.sequence())
        ? null
        : queue.summary();
  }
}
