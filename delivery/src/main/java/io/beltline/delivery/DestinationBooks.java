package io.beltline.delivery;

import java.util.EnumMap;

/** Counts what became of the items of one destination. Guarded by the belt's lock. */
final class DestinationBooks {
  private final EnumMap<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
  private long accepted;
  private long delivered;
  private long deadLettered;
  private long returned;
  private long inFlight;

  void accepted(int items) {
    accepted += items;
    inFlight += items;
  }

  void delivered(int items) {
    delivered += items;
    inFlight -= items;
  }

  void deadLettered(int items) {
    deadLettered += items;
    inFlight -= items;
  }

  void returned(int items) {
    returned += items;
    inFlight -= items;
  }

  void dropped(DropReason reason, int items) {
    dropped.merge(reason, (long) items, Long::sum);
    inFlight -= items;
  }

  long inFlight() {
    return inFlight;
  }

  Books snapshot() {
    return new Books(accepted, delivered, deadLettered, returned, inFlight, dropped);
  }
}
