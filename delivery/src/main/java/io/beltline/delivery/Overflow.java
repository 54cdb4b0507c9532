package io.beltline.delivery;

/** What becomes of a request that finds the queue full. */
public enum Overflow {
  /** It is refused; its sender still has it. */
  REJECT,
  /** Its sender waits for room. */
  BLOCK,
  /** The oldest requests that wait are dropped to make room for it. */
  DROP_OLDEST
}
