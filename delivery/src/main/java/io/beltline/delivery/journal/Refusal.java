package io.beltline.delivery.journal;

/** Why an append was refused; nothing was written. */
public enum Refusal implements Append {
  /** The queue holds as many bytes as it may. */
  QUEUE_FULL,
  /** The journal holds as many bytes as it may. */
  JOURNAL_FULL,
  /** The volume has fewer bytes left than the floor. */
  LOW_SPACE,
  /** The record can never be kept: more than 1 GiB, or more than 1 MiB of metadata. */
  TOO_LARGE,
  /** The journal is closed. */
  CLOSED
}
