package io.beltline.distribution.queue;

import io.beltline.service.admin.QueueId;
import org.jspecify.annotations.Nullable;

/**
 * What a queue of a journal is, by its name there: {@code otlp_http/backup traces}, or the same
 * with {@code dead letters} behind it.
 *
 * @param id the queue
 * @param letters whether it holds the queue's dead letters
 */
record StoredName(QueueId id, boolean letters) {
  private static final String LETTERS = " dead letters";

  /** Reads a name; null if it is none of those. */
  static @Nullable StoredName parse(String name) {
    boolean letters = name.endsWith(LETTERS);
    String queue = letters ? name.substring(0, name.length() - LETTERS.length()) : name;
    int space = queue.lastIndexOf(' ');
    QueueId id =
        space < 0
            ? null
            : QueueId.parse(queue.substring(0, space) + "@" + queue.substring(space + 1));
    return id == null ? null : new StoredName(id, letters);
  }

  /** The name in the journal. */
  String inJournal() {
    return id.exporter() + " " + id.signal().label() + (letters ? LETTERS : "");
  }

  @Override
  public String toString() {
    return letters ? id + LETTERS : id.toString();
  }
}
