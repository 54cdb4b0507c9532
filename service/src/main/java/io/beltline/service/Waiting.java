package io.beltline.service;

import io.beltline.api.Deadline;
import io.beltline.delivery.Delivery;
import io.beltline.delivery.QueueStatus;
import io.beltline.service.admin.QueueId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.StringJoiner;
import org.slf4j.Logger;

/**
 * What waits to be delivered when a collector begins to end.
 *
 * @param items how many items
 * @param queues where, in words
 */
record Waiting(long items, String queues) {

  static Waiting of(SortedMap<QueueId, Delivery> deliveries) {
    long items = 0;
    StringJoiner queues = new StringJoiner("; ");
    for (var each : deliveries.entrySet()) {
      QueueStatus queue = each.getValue().queue();
      if (queue.items() > 0) {
        items += queue.items();
        queues.add(words(each.getKey(), queue));
      }
    }
    return new Waiting(items, queues.toString());
  }

  private static String words(QueueId id, QueueStatus queue) {
    return id
        + " "
        + queue.items()
        + (queue.storage() == null ? "" : left(queue))
        + (queue.words().isEmpty() ? "" : ", which does not deliver: " + queue.words());
  }

  private static String left(QueueStatus queue) {
    return queue.words().isEmpty() ? " (the rest stays on disk)" : " (stays on disk)";
  }

  /** Says how much it is and until when it is tried; nothing if nothing waits. */
  void tell(Deadline deadline, Logger logger) {
    if (items > 0) {
      Instant end =
          Instant.ofEpochSecond(0, deadline.clock().unixNanos()).plus(deadline.remaining());
      logger.info(
          "{} items wait to be delivered, until {} at the latest (in {} s): {}",
          items,
          end.truncatedTo(ChronoUnit.SECONDS),
          deadline.remaining().plusMillis(500).toSeconds(),
          queues);
    }
  }
}
