package io.beltline.distribution.queue;

import io.beltline.api.Clock;
import io.beltline.distribution.queue.Collectors.Running;
import io.beltline.distribution.queue.PurgeCommand.Purged;
import io.beltline.service.admin.AdminClient;
import io.beltline.service.admin.QueueId;
import java.time.Duration;
import java.util.List;

/**
 * What waits in queues of a running collector.
 *
 * @param collector the collector
 * @param selection which queues
 * @param clock time
 */
record RunningRequests(Running collector, Selection selection, Clock clock) {
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int PATIENCE = 100;

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
    return new Purged(requests, items, 0);
  }

  /** Throws it away, but for what is being sent and what comes meanwhile. */
  Purged purge() {
    long requests = 0;
    long items = 0;
    long left = 0;
    for (Tree queue : queues()) {
      Purged purged = purge(queue);
      requests += purged.records();
      items += purged.items();
      left += purged.left();
    }
    return new Purged(requests, items, left);
  }

  private Purged purge(Tree queue) {
    String path = "/v1/queues/" + AdminClient.encoded(queue.text("id")) + "/requests";
    long most = queue.number("requests");
    long requests = 0;
    long items = 0;
    int idle = 0;
    while (true) {
      Tree done = collector.delete(path);
      requests += done.number("purged");
      items += done.number("items");
      if (!done.flag("more") || requests >= most) {
        return new Purged(requests, items, 0);
      }
      idle = done.number("purged") > 0 ? 0 : idle + 1;
      if (idle == PATIENCE || (idle > 0 && isInterrupted())) {
        return new Purged(requests, items, done.number("left"));
      }
    }
  }

  /** Waits a moment for what is on disk to come to hand; true if the wait was interrupted. */
  private boolean isInterrupted() {
    try {
      clock.sleep(PAUSE);
      return false;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
