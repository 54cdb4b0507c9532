package io.beltline.service.admin;

import org.jspecify.annotations.Nullable;

/**
 * Names a dead letter: {@code otlp_http/backup@traces#12}.
 *
 * @param queue the box it is in
 * @param number its number in the box
 */
public record LetterId(QueueId queue, long number) implements Comparable<LetterId> {

  /** Reads a name; null if it is none. */
  public static @Nullable LetterId parse(String text) {
    int hash = text.lastIndexOf('#');
    if (hash < 0 || !text.substring(hash + 1).matches("[0-9]{1,18}")) {
      return null;
    }
    QueueId queue = QueueId.parse(text.substring(0, hash));
    return queue == null ? null : new LetterId(queue, Long.parseLong(text.substring(hash + 1)));
  }

  @Override
  public int compareTo(LetterId other) {
    int byQueue = queue.compareTo(other.queue);
    return byQueue != 0 ? byQueue : Long.compare(number, other.number);
  }

  @Override
  public String toString() {
    return queue + "#" + number;
  }
}
