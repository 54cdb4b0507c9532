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
  private long redriven;

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

  /** Dead letters of an earlier run were found. */
  void found(long items) {
    accepted += items;
    deadLettered += items;
  }

  /** Dead letters are on the belt again. */
  void redriven(int items) {
    deadLettered -= items;
    inFlight += items;
    redriven += items;
  }

  /** Dead letters are kept no longer. */
  void discarded(DropReason reason, long items) {
    deadLettered -= items;
    dropped.merge(reason, items, Long::sum);
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
    return new Books(accepted, delivered, deadLettered, returned, inFlight, redriven, dropped);
  }
}
