package io.beltline.api;

import io.beltline.model.Signal;

/**
 * Where a component books items that leave the belt without being delivered, so that the books
 * balance: {@code accepted = delivered + filtered + sampled out + dead-lettered + dropped + in
 * flight}.
 *
 * <p>What a component takes in and hands on is counted by the service at the component's edges;
 * only what it removes or adds in between is booked here. A processor books what it removes whether
 * or not the rest is then accepted: a sender that is told to come back brings all of it again. Safe
 * for all threads; cheap.
 */
public interface Ledger {

  /** Items a rule of the configuration removed. */
  void filtered(Signal signal, String rule, long items);

  /** Items a sampling policy did not keep. */
  void sampledOut(Signal signal, String policy, long items);

  /**
   * Items lost, and why: {@code queue_full}, {@code retries_exhausted}, {@code refused}, {@code
   * shutdown}, ...
   */
  void dropped(Signal signal, String reason, long items);

  /** Items a component made: a connector's metrics, a record split in two. */
  void created(Signal signal, String rule, long items);

  /**
   * Items a processor keeps beyond the call that brought them, to hand them on later: in flight.
   * Booked with a negative number when they are handed on or booked otherwise. Counts in the
   * balance of a pipeline; elsewhere there is none.
   */
  default void held(Signal signal, long items) {}

  /**
   * Says that the running call is going to be refused and that the sender has all of it again:
   * nothing that it brought was booked, and nothing stays here. A processor that sets items of a
   * request aside, or hands on within a call what others brought, says so on the call's thread
   * right before it refuses. For all others the service sees it by what the next consumer refused.
   */
  default void returnedWhole(Signal signal) {}

  /**
   * Says the same where some of the items have left the belt already: so many are going to be
   * returned, of the others the sender brings a repetition.
   */
  default void returned(Signal signal, long items) {}
}
