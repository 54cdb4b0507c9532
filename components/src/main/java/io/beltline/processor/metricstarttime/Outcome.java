package io.beltline.processor.metricstarttime;

import java.util.Locale;

/** What becomes of a point without a start. */
enum Outcome {
  /** It begins where its series does. */
  SET(true),
  /** Its series begins anew with it. */
  RESET(true),
  /** It is the first of its series, and is subtracted from the others. */
  INITIAL(false),
  /** It is older than the start of its series, or cannot be told from it. */
  OUT_OF_ORDER(false),
  /** It is the first of its series, there are too many, and it goes on without a start. */
  UNTRACKED(true),
  /** The same, but it cannot go on. */
  LIMIT(false);

  private final boolean kept;

  Outcome(boolean kept) {
    this.kept = kept;
  }

  boolean isKept() {
    return kept;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
