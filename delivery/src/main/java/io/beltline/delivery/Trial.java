package io.beltline.delivery;

import org.jspecify.annotations.Nullable;

/** How the attempts to send a shipment have gone so far. Owned by its sender. */
final class Trial {
  /** True once an attempt was made. */
  boolean begun;

  /** When the first attempt began, monotonic. */
  long firstNanos;

  /** When the first attempt with these items began, in whatever company; 0 before it. */
  long firstUnixNanos;

  /** True if only callers are kept by every wait, and all are told to come back when hurried. */
  boolean hasty;

  /** The search these items are part of, null if there is none. */
  @Nullable Hunt hunt;

  /** The wait before the next attempt, unspread; 0 before the first failure. */
  double intervalNanos;

  /** How long to wait before the next attempt. */
  long pauseNanos;

  /** The part of the wait the destination asked for. */
  long askedNanos;

  /** The words of the last refusal, empty if there was none. */
  String lastWords = "";

  /** Whether the last attempt got no answer in time, so that the next may be smaller. */
  boolean late;

  /** The state of a part that is tried as if for the first time. */
  Trial part() {
    Trial part = new Trial();
    part.firstUnixNanos = firstUnixNanos;
    part.hasty = hasty;
    part.hunt = hunt;
    return part;
  }

  /** Takes over how the attempts with a whole have gone, but not the wait before the next. */
  void goOn(Trial whole) {
    begun = whole.begun;
    firstNanos = whole.firstNanos;
    intervalNanos = whole.intervalNanos;
    lastWords = whole.lastWords;
    late = whole.late;
  }

  /** The same state, for a part that goes its own way. */
  Trial copy() {
    Trial copy = new Trial();
    copy.begun = begun;
    copy.firstNanos = firstNanos;
    copy.firstUnixNanos = firstUnixNanos;
    copy.hasty = hasty;
    copy.hunt = hunt;
    copy.intervalNanos = intervalNanos;
    copy.lastWords = lastWords;
    copy.late = late;
    return copy;
  }
}
