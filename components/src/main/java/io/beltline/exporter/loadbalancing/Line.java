package io.beltline.exporter.loadbalancing;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.delivery.Delivery;
import io.beltline.delivery.Sizer;
import io.beltline.model.Telemetry;

/**
 * Those of one signal who wait for one backend, and the retries at it. What they wait with stays in
 * the books of the queue in front of all. Safe for all threads.
 */
final class Line {
  private final Delivery delivery;
  private final QueuePlan plan;
  private long load;
  private int waiting;

  Line(Delivery delivery, QueuePlan plan) {
    this.delivery = delivery;
    this.plan = plan;
  }

  Delivery delivery() {
    return delivery;
  }

  /** True if no more should wait. */
  synchronized boolean isFull() {
    return load >= plan.room() || waiting >= plan.most();
  }

  /** Waits until a share of a request has come to its end at the backend, and says to which. */
  ConsumeResult send(Context context, Telemetry share) {
    long size = size(share);
    enter(1, size);
    try {
      return delivery.consume(context, share);
    } finally {
      enter(-1, -size);
    }
  }

  private synchronized void enter(int count, long size) {
    waiting += count;
    load += size;
  }

  private long size(Telemetry share) {
    return switch (plan.sizer()) {
      case Sizer.REQUESTS -> 1;
      case Sizer.ITEMS -> share.itemCount();
      case Sizer.BYTES -> share.byteSize();
    };
  }
}
