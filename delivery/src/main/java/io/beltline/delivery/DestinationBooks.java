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
  private long recovered;
  private long kept;

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

  /** Requests of an earlier run were found. */
  void recovered(long items) {
    recovered += items;
    inFlight += items;
  }

  /** Dead letters of an earlier run were found. */
  void found(long items) {
    recovered += items;
    deadLettered += items;
  }

  /** What is left in the queue stays on disk for the next run. */
  void keepRequests() {
    kept += inFlight;
    inFlight = 0;
  }

  /** The dead letters that are left stay on disk for the next run. */
  void keepLetters() {
    kept += deadLettered;
    deadLettered = 0;
  }

  /** Dead letters are on the belt again. */
  void redriven(int items) {
    deadLettered -= items;
    inFlight += items;
    redriven += items;
  }

  /** Dead letters could not be put on the belt after all. */
  void notRedriven(int items) {
    deadLettered += items;
    inFlight -= items;
    redriven -= items;
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

  void dropped(DropReason reason, long items) {
    dropped.merge(reason, items, Long::sum);
    inFlight -= items;
  }

  long inFlight() {
    return inFlight;
  }

  Books snapshot() {
    return new Books(
        accepted, recovered, delivered, deadLettered, returned, inFlight, kept, redriven, dropped);
  }
}
