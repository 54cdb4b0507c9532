package io.beltline.processor.cumulativetodelta;

import java.util.Locale;

/** What becomes of a point that is to be converted. */
enum Outcome {
  CONVERTED(false),
  /** The first of its series, and not to be passed on. */
  INITIAL(true),
  /** The first of its series since that was forgotten: what of it was sent is not known. */
  FORGOTTEN(false),
  /** It says that there is no value. */
  NO_RECORDED_VALUE(true),
  /** Less than the one before: the counter began anew, nobody knows when. */
  RESET(false),
  /** Its buckets are others than those of the one before. */
  BUCKET_MISMATCH(false),
  /** Not after the one before. */
  OUT_OF_ORDER(false),
  /** The first of its series, and there are too many. */
  LIMIT(false);

  private final boolean rule;

  Outcome(boolean rule) {
    this.rule = rule;
  }

  /** Whether a point goes as configured, and nothing is lost. */
  boolean isRule() {
    return rule;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
