package io.beltline.processor.tailsampling;

import org.jspecify.annotations.Nullable;

/** A trace whose spans are held. Guarded by the lock of its table. */
final class PendingTrace {
  private final TraceFacts facts;
  private final SpanChain chain;
  private final long arrivedNanos;
  private final long dueNanos;
  private @Nullable Decision decision;

  // what a queue keeps
  @Nullable PendingTrace before;
  @Nullable PendingTrace behind;
  @Nullable TraceQueue queue;
  long dueInQueue;

  /** A trace of which nothing is held yet. */
  PendingTrace(TraceFacts facts, SpanChain chain, long arrivedNanos, long dueNanos) {
    this.facts = facts;
    this.chain = chain;
    this.arrivedNanos = arrivedNanos;
    this.dueNanos = dueNanos;
  }

  TraceFacts facts() {
    return facts;
  }

  SpanChain chain() {
    return chain;
  }

  long arrivedNanos() {
    return arrivedNanos;
  }

  /** When it is decided at the latest, if nothing shortens that. */
  long dueNanos() {
    return dueNanos;
  }

  void decided(Decision by) {
    decision = by;
  }

  /** What was decided, or null. */
  @Nullable Decision decision() {
    return decision;
  }
}
