package io.beltline.processor.deltatocumulative;

/** What becomes of a point that is to be added up. */
enum Outcome {
  ADDED("", ""),
  /** It begins before its series does: it is of an older one. */
  OLDER_START("older_start", "delta.ErrOlderStart"),
  /** Not after the one before. */
  OUT_OF_ORDER("out_of_order", "delta.ErrOutOfOrder"),
  /** The first of its series, and there are too many. */
  LIMIT("limit", "limit");

  private final String reason;
  private final String error;

  Outcome(String reason, String error) {
    this.reason = reason;
    this.error = error;
  }

  /** Why a point is dropped, in the books. */
  String reason() {
    return reason;
  }

  /** The same in the words of the Collector's metric. */
  String error() {
    return error;
  }
}
