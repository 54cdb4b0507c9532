package io.beltline.processor.tailsampling;

import java.util.function.ToLongFunction;

/** Keeps traces as long as a rate allows: a bucket that fills steadily and is full at the start. */
final class LimitingPolicy implements Policy {
  private static final double SECOND = 1e9;

  private final double perNano;
  private final double capacity;
  private final ToLongFunction<TraceFacts> cost;
  private double tokens;
  private long filledNanos;
  private boolean begun;

  /**
   * A rate.
   *
   * @param perSecond how much a second
   * @param capacity how much at once; a trace that costs more is never kept
   * @param cost what a trace costs
   */
  LimitingPolicy(long perSecond, long capacity, ToLongFunction<TraceFacts> cost) {
    this.perNano = perSecond / SECOND;
    this.capacity = capacity;
    this.cost = cost;
    this.tokens = capacity;
  }

  @Override
  public Outlook outlook(TraceFacts trace) {
    return cost.applyAsLong(trace) > capacity ? Outlook.NO : Outlook.OPEN;
  }

  @Override
  public boolean keepsAll() {
    return false;
  }

  @Override
  public Vote vote(TraceFacts trace, long nanoTime) {
    long wanted = cost.applyAsLong(trace);
    if (wanted > capacity) {
      return Vote.NOT_SAMPLED;
    }
    if (begun) {
      tokens = Math.min(capacity, tokens + Math.max(0, nanoTime - filledNanos) * perNano);
    }
    begun = true;
    filledNanos = nanoTime;
    if (wanted > tokens) {
      return Vote.NOT_SAMPLED;
    }
    tokens -= wanted;
    return Vote.LIMITED;
  }
}
