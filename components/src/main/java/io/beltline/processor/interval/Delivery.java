package io.beltline.processor.interval;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.components.parts.Portions;
import io.beltline.processor.interval.Gathering.Item;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Sends what is held in parts, each of which has its own answer. A part that is refused for good is
 * lost and not sent in other pieces: of several destinations, one may have it. From the first part
 * on that cannot be taken now, all is put back. One thread at a time.
 */
final class Delivery {
  private final HeldPoints held;
  private final Consumer next;
  private final Logger logger;

  Delivery(HeldPoints held, Consumer next, Logger logger) {
    this.held = held;
    this.next = next;
    this.logger = logger;
  }

  /** Sends all that is held; false if something of it had to be put back. */
  boolean send() {
    Deque<List<Item>> parts = Portions.of(HeldMetrics.byResource(held.take()), Delivery::bytes);
    int lost = 0;
    String reason = "";
    boolean busy = false;
    while (!parts.isEmpty() && !busy) {
      List<Item> part = parts.pop();
      switch (next.consume(Context.EMPTY, HeldMetrics.of(points(part)))) {
        case ConsumeResult.Accepted _ -> held.sent(part);
        case ConsumeResult.Permanent refused -> {
          held.lost(part, "refused");
          lost += part.size();
          reason = refused.message();
        }
        case ConsumeResult.Retryable _ -> {
          parts.push(part);
          busy = true;
        }
      }
    }
    if (lost > 0) {
      logger.warn("{} points were refused: {}", lost, reason);
    }
    List<Item> rest = new ArrayList<>();
    parts.forEach(rest::addAll);
    held.putBack(rest);
    return !busy;
  }

  private static long bytes(Item item, @Nullable Item before) {
    Surroundings around = item.point().around();
    return (long) item.point().point().length()
        + around.bytesBeside(before == null ? null : before.point().around());
  }

  private static List<HeldPoint> points(List<Item> part) {
    return part.stream().map(Item::point).toList();
  }
}
