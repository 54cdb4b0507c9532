package io.beltline.processor.tailsampling;

import org.jspecify.annotations.Nullable;

/**
 * Traces in the order they are due. All wait equally long, so that who comes last is due last; any
 * can be taken out at once. Guarded by its owner.
 */
final class TraceQueue {
  private @Nullable PendingTrace first;
  private @Nullable PendingTrace last;

  /** The trace that is due first, or null. */
  @Nullable PendingTrace first() {
    return first;
  }

  /** Adds a trace that is in no queue. */
  void add(PendingTrace trace, long dueNanos) {
    trace.queue = this;
    trace.dueInQueue = dueNanos;
    trace.before = last;
    if (last == null) {
      first = trace;
    } else {
      last.behind = trace;
    }
    last = trace;
  }

  /** Takes a trace out that is in it. */
  void remove(PendingTrace trace) {
    PendingTrace before = trace.before;
    PendingTrace behind = trace.behind;
    if (before == null) {
      first = behind;
    } else {
      before.behind = behind;
    }
    if (behind == null) {
      last = before;
    } else {
      behind.before = before;
    }
    trace.before = null;
    trace.behind = null;
    trace.queue = null;
  }
}
