package io.beltline.delivery;

/** Why items were lost on the way to a destination. */
public enum DropReason {
  /** The destination did not take them in {@code max_elapsed_time}, or retries are off. */
  RETRIES_EXHAUSTED("retries_exhausted"),
  /** The destination refused them for good. */
  REFUSED("refused"),
  /** The destination took the request but not these items (OTLP partial success). */
  REJECTED("rejected"),
  /** A single item is larger than the destination takes. */
  TOO_LARGE("too_large"),
  /** The queue was full and they were the oldest that waited. */
  QUEUE_FULL("queue_full"),
  /** The dead letters were full and these were the oldest. */
  DEAD_LETTERS_FULL("dead_letters_full"),
  /** A person threw their dead letter away. */
  PURGED("purged"),
  /** They were damaged on the disk and cannot be read. */
  DAMAGED("damaged"),
  /** The exporter's egress policy does not let them leave. */
  WITHHELD("withheld"),
  /** The collector ended before they were delivered. */
  SHUTDOWN("shutdown"),
  /** The exporter has a bug. */
  INTERNAL_ERROR("internal_error");

  private final String label;

  DropReason(String label) {
    this.label = label;
  }

  /** The word in metrics and in the ledger: {@code retries_exhausted}. */
  public String label() {
    return label;
  }
}
