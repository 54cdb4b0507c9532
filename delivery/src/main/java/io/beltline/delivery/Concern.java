package io.beltline.delivery;

/** What a refusal speaks of. */
public enum Concern {
  /** The data: some of the items may be at fault for the others of their request. */
  DATA,
  /** The destination, the way to it or the right to send: any other request would fare the same. */
  DESTINATION
}
