package io.beltline.distribution.queue;

import io.beltline.delivery.RequestHead;
import io.beltline.delivery.journal.InspectionReport.QueueContents;
import io.beltline.delivery.journal.JournalInspection;
import io.beltline.model.MalformedTelemetryException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A queue in a journal that nobody needs to have open.
 *
 * @param name its name in the journal
 * @param known the same as it is shown; null if it is none of Beltline's exporters'
 * @param records how many requests or letters wait
 * @param items their items
 * @param bytes the bytes of their payloads
 * @param oldestUnixNanos when the oldest was accepted; 0 if that is not known
 */
record StoredQueue(
    String name,
    @Nullable StoredName known,
    long records,
    long items,
    long bytes,
    long oldestUnixNanos) {

  /** Those of a journal that hold something. */
  static List<StoredQueue> in(JournalInspection journal) throws IOException {
    List<StoredQueue> queues = new ArrayList<>();
    for (QueueContents each : journal.queues()) {
      StoredName known = StoredName.parse(each.name());
      long oldest = known != null && !known.letters() ? oldest(journal, each.name()) : 0;
      queues.add(
          new StoredQueue(each.name(), known, each.records(), each.items(), each.bytes(), oldest));
    }
    return queues;
  }

  private static long oldest(JournalInspection journal, String name) throws IOException {
    long[] oldest = new long[1];
    journal.walk(
        name,
        record -> {
          try {
            oldest[0] = RequestHead.decode(record.ref().meta()).acceptedUnixNanos();
          } catch (MalformedTelemetryException unknown) {
            oldest[0] = 0; // of another version: then its age is not known
          }
          return false;
        });
    return oldest[0];
  }

  /** Whether it holds dead letters. */
  boolean isLetters() {
    return known != null && known.letters();
  }

  /** The queue's name as people write it. */
  String shownId() {
    return known == null ? name : known.id().toString();
  }
}
