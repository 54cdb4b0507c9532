package io.beltline.delivery;

import io.beltline.api.ConsumeResult.Retryable;

/**
 * Whoever has items in a shipment and wants to know what became of them. Guarded by the belt's
 * lock.
 */
sealed interface Stake permits Entry, Group {

  /** Whether what the end of this run finds undelivered stays on disk, whole, for the next run. */
  boolean stays();

  /** Some of the items have come to an end. */
  void settle(Outcome outcome, int items);

  /**
   * Some of the items may be among those the destination did not take for the moment; it is not
   * known which. Comes before the items are settled.
   */
  void doubt(Retryable answer);
}
