package io.beltline.delivery.journal;

import io.beltline.model.Payload;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The records appended last with a payload of their own, found by the very object: a fan-out hands
 * the same payload to one queue after another. Guarded by the journal's lock.
 */
final class Twins {
  private static final int REMEMBERED = 64;

  private final ArrayDeque<WeakReference<Ticket>> last = new ArrayDeque<>(REMEMBERED);

  @Nullable Ticket find(Payload payload) {
    for (WeakReference<Ticket> each : last) {
      Ticket ticket = each.get();
      if (ticket != null && ticket.payload == payload) {
        return ticket;
      }
    }
    return null;
  }

  void add(Ticket ticket) {
    if (last.size() == REMEMBERED) {
      last.removeLast();
    }
    last.addFirst(new WeakReference<>(ticket));
  }
}
