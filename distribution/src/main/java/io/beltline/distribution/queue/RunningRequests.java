package io.beltline.distribution.queue;

import io.beltline.distribution.queue.Collectors.Running;
import io.beltline.distribution.queue.PurgeCommand.Purged;
import io.beltline.service.admin.AdminClient;
import io.beltline.service.admin.QueueId;
import java.util.List;

/**
 * What waits in queues of a running collector.
 *
 * @param collector the collector
 * @param selection which queues
 */
record RunningRequests(Running collector, Selection selection) {
  private static final int ROUNDS = 100;

  private List<Tree> queues() {
    return collector.read("/v1/queues").list("queues").stream()
        .filter(
            queue -> {
              QueueId id = QueueId.parse(queue.text("id"));
              return id != null && selection.has(id);
            })
        .toList();
  }

  /** How much there is. */
  Purged count() {
    long requests = 0;
    long items = 0;
    for (Tree queue : queues()) {
      requests += queue.number("requests");
      items += queue.number("items");
    }
    return new Purged(requests, items);
  }

  /** Throws it away, but for what is being sent. */
  Purged purge() {
    long requests = 0;
    long items = 0;
    for (Tree queue : queues()) {
      Tree done;
      int rounds = 0;
      do { // what is on disk comes to hand by and by
        done =
            collector.delete("/v1/queues/" + AdminClient.encoded(queue.text("id")) + "/requests");
        requests += done.number("purged");
        items += done.number("items");
      } while (done.number("purged") > 0 && done.number("left") > 0 && ++rounds < ROUNDS);
    }
    return new Purged(requests, items);
  }
}
