package io.beltline.processor.cardinalityguard;

import java.util.Locale;

/** What becomes of a point. */
enum Outcome {
  /** Its series has a place, or got one. */
  KEPT,
  /** It passes: its metric is one too many to be guarded. */
  UNGUARDED,
  /** It is added to others of its metric. */
  MERGED,
  /** Its last value would have to be remembered, and too many are. */
  FULL,
  /** It cannot be added to others of its metric: its buckets are others. */
  UNLIKE;

  /** The word in metrics and books. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
