package io.beltline.delivery;

import io.beltline.api.ConsumeResult;
import io.beltline.delivery.QueueStore.Admission;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Drops the oldest of what waits in a queue: what is gathered first, then what the store has.
 * Guarded by the belt's lock, but for {@link #pushedOut()}.
 */
final class Eviction {
  private static final Outcome.Lost PUSHED_OUT =
      new Outcome.Lost(
          DropReason.QUEUE_FULL, ConsumeResult.unavailable("sending queue is full", null));

  private static final Outcome.Lost PURGED =
      new Outcome.Lost(DropReason.PURGED, ConsumeResult.unavailable("the queue was purged", null));

  private final Gatherer gatherer;
  private final QueueStore store;
  private final AtomicInteger pushedOut = new AtomicInteger();

  Eviction(Gatherer gatherer, QueueStore store) {
    this.gatherer = gatherer;
    this.store = store;
  }

  private @Nullable Entry oldest() {
    Entry gathered = gatherer.evict();
    return gathered != null ? gathered : store.evict();
  }

  /** Drops until an entry has room, as far as something waits. */
  Admission pushIn(Entry entry) {
    Admission admission = Admission.FULL;
    while (admission == Admission.FULL) {
      Entry oldest = oldest();
      if (oldest == null) {
        break;
      }
      oldest.settle(PUSHED_OUT, oldest.items);
      pushedOut.addAndGet(oldest.items);
      admission = store.offer(entry);
    }
    return admission;
  }

  /** Drops all that is at hand; returns the number of requests, and their items. */
  long[] purge() {
    long[] dropped = new long[2];
    for (Entry oldest = oldest(); oldest != null; oldest = oldest()) {
      oldest.settle(PURGED, oldest.items);
      dropped[0]++;
      dropped[1] += oldest.items;
    }
    return dropped;
  }

  /** Items that were dropped to make room since the last call. For all threads. */
  int pushedOut() {
    return pushedOut.get() == 0 ? 0 : pushedOut.getAndSet(0);
  }
}
