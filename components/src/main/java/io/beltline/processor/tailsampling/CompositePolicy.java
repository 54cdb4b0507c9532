package io.beltline.processor.tailsampling;

import java.util.List;

/** Keeps traces by the first of several policies that wants them, each up to a rate of its own. */
final class CompositePolicy implements Policy {
  private static final long SECOND = 1_000_000_000;

  private final List<Share> shares;
  private final long[] taken;
  private final long mostPerSecond;
  private long second = Long.MIN_VALUE;

  /**
   * A policy and its share.
   *
   * @param policy the policy
   * @param spansPerSecond how many spans it keeps in a second
   */
  record Share(Policy policy, long spansPerSecond) {}

  CompositePolicy(List<Share> shares, long mostPerSecond) {
    this.shares = List.copyOf(shares);
    this.taken = new long[shares.size()];
    this.mostPerSecond = mostPerSecond;
  }

  @Override
  public Outlook outlook(TraceFacts trace) {
    boolean none = shares.stream().allMatch(s -> s.policy().outlook(trace) == Outlook.NO);
    return none ? Outlook.NO : Outlook.OPEN;
  }

  @Override
  public boolean keepsAll() {
    return false;
  }

  @Override
  public Vote vote(TraceFacts trace, long nanoTime) {
    long now = Math.floorDiv(nanoTime, SECOND);
    if (now != second) {
      second = now;
      java.util.Arrays.fill(taken, 0);
    }
    for (int i = 0; i < taken.length; i++) {
      Share share = shares.get(i);
      Vote vote = share.policy().vote(trace, nanoTime);
      if (vote.answer() == Vote.Answer.FAILED) {
        return vote;
      }
      if (vote.isSampled()) {
        return take(i, trace.spans()) ? Vote.LIMITED : Vote.NOT_SAMPLED;
      }
    }
    return Vote.NOT_SAMPLED;
  }

  /** A trace too large for what is left does not keep a smaller one from it. */
  private boolean take(int share, long spans) {
    long then = taken[share] + spans;
    if (then > shares.get(share).spansPerSecond() || then > mostPerSecond) {
      return false;
    }
    taken[share] = then;
    return true;
  }
}
