package io.beltline.processor.tailsampling;

import io.beltline.components.sampling.Threshold;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The policies together. Called by one thread at a time. */
final class PolicySet {
  private final List<NamedPolicy> policies;
  private final boolean firstMatch;
  private final boolean thresholds;
  private final VoteCounters counters;

  /**
   * Policies.
   *
   * @param policies those that drop first
   * @param config how they are asked
   */
  PolicySet(List<NamedPolicy> policies, TailSamplingConfig config, VoteCounters counters) {
    this.policies = List.copyOf(policies);
    this.firstMatch = config.sampleOnFirstMatch();
    this.thresholds = config.tracestate() && !config.sampleOnFirstMatch();
    this.counters = counters;
  }

  /**
   * Whether no further span can change what {@link #decide} says. Where thresholds are written, a
   * trace that is kept for a share of its kind waits until nothing can keep it for a larger share.
   */
  boolean isSettled(TraceFacts trace) {
    boolean kept = false;
    boolean open = false;
    boolean mayDrop = false;
    for (NamedPolicy one : policies) {
      Outlook outlook = one.policy().outlook(trace);
      if (one.drops()) {
        if (outlook == Outlook.YES) {
          return true;
        }
        mayDrop |= outlook == Outlook.OPEN;
      } else if (outlook == Outlook.OPEN) {
        open = true;
      } else if (outlook == Outlook.YES) {
        kept = true;
        if (!mayDrop && (!thresholds || one.policy().keepsAll())) {
          return true;
        }
      }
    }
    return !open && !(kept && mayDrop);
  }

  /** Decides by what has come; once for a trace. */
  Decision decide(TraceFacts trace, long nanoTime) {
    NamedPolicy by = null;
    Threshold least = null;
    boolean spared = false;
    for (int i = 0; i < policies.size(); i++) {
      NamedPolicy one = policies.get(i);
      Vote vote = counters.vote(i, one.policy(), trace, nanoTime);
      if (vote.answer() == Vote.Answer.DROPPED) {
        return Decision.dropped(one.name());
      }
      spared |= vote.equals(Vote.SPARED);
      if (vote.isSampled()) {
        by = by == null ? one : by;
        least = less(least, vote.threshold());
        if (firstMatch) {
          break;
        }
      }
    }
    return by == null ? Decision.NOT_SAMPLED : Decision.kept(by.name(), spared ? null : least);
  }

  private static @Nullable Threshold less(@Nullable Threshold a, @Nullable Threshold b) {
    return a == null ? b : b == null || a.value() <= b.value() ? a : b;
  }
}
