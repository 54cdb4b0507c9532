package io.beltline.components.egress;

/** What is done with a record in which a rule matches; a later one wins over an earlier one. */
public enum Action {
  /** What matches is masked, and the record is sent. */
  MASK,
  /** The record is kept as a dead letter, masked. */
  QUARANTINE,
  /** The record is dropped. */
  BLOCK
}
