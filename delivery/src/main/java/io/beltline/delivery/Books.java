package io.beltline.delivery;

import java.util.Map;

/**
 * The books of one destination at one moment, in items. They balance at every moment: {@link
 * #residue} is zero.
 *
 * <p>What an earlier run has left on disk comes in as recovered, what this one leaves there goes
 * out as kept, so that each item is accepted in the books of one run only.
 *
 * @param accepted taken from callers to be delivered
 * @param recovered found on disk at the start, in the queue or among the dead letters
 * @param delivered the destination has them
 * @param deadLettered kept as dead letters now: less when they are sent again, thrown away or lost
 * @param returned not delivered, but the caller that waited was told so and still has them
 * @param inFlight waiting or being sent
 * @param kept left on disk at the end, in the queue or among the dead letters
 * @param redriven dead letters put back on the belt so far; each of them is counted again in what
 *     became of it, so this number is no part of the balance
 * @param dropped lost, by reason; reasons that did not occur are absent
 */
public record Books(
    long accepted,
    long recovered,
    long delivered,
    long deadLettered,
    long returned,
    long inFlight,
    long kept,
    long redriven,
    Map<DropReason, Long> dropped) {

  /** Copies the map. */
  public Books {
    dropped = Map.copyOf(dropped);
  }

  /** Lost for a reason. */
  public long dropped(DropReason reason) {
    return dropped.getOrDefault(reason, 0L);
  }

  /** Lost for any reason. */
  public long allDropped() {
    return dropped.values().stream().mapToLong(Long::longValue).sum();
  }

  /** What cannot be accounted for: what came less everything that became of it. */
  public long residue() {
    return accepted
        + recovered
        - delivered
        - deadLettered
        - returned
        - inFlight
        - kept
        - allDropped();
  }
}
