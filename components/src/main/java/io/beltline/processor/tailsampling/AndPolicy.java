package io.beltline.processor.tailsampling;

import io.beltline.components.sampling.Threshold;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps, or drops, the traces that all of several policies keep.
 *
 * @param parts the policies, asked in order until one says no
 * @param drops whether such traces are dropped
 */
record AndPolicy(List<Policy> parts, boolean drops) implements Policy {
  @Override
  public Outlook outlook(TraceFacts trace) {
    Outlook all = Outlook.YES;
    for (Policy part : parts) {
      Outlook one = part.outlook(trace);
      if (one == Outlook.NO) {
        return Outlook.NO;
      }
      all = one == Outlook.OPEN ? Outlook.OPEN : all;
    }
    return all;
  }

  @Override
  public boolean keepsAll() {
    return parts.stream().allMatch(Policy::keepsAll);
  }

  @Override
  public Vote vote(TraceFacts trace, long nanoTime) {
    Threshold strictest = Threshold.ALWAYS;
    for (int i = 0; i < parts.size(); i++) {
      Vote vote = parts.get(i).vote(trace, nanoTime);
      if (!vote.isSampled()) {
        return drops && isSpared(i, vote, trace, nanoTime) ? Vote.SPARED : vote;
      }
      strictest = stricter(strictest, vote.threshold());
    }
    return drops ? Vote.DROPPED : new Vote(Vote.Answer.SAMPLED, strictest);
  }

  /** Whether a part said no for a share only, and none that knows no shares says no as well. */
  private boolean isSpared(int said, Vote vote, TraceFacts trace, long nanoTime) {
    return vote.answer() == Vote.Answer.NOT_SAMPLED
        && !parts.get(said).keepsAll()
        && parts.stream()
            .skip(said + 1L)
            .filter(Policy::keepsAll)
            .allMatch(part -> part.vote(trace, nanoTime).isSampled());
  }

  private static @Nullable Threshold stricter(@Nullable Threshold a, @Nullable Threshold b) {
    return a == null || b == null ? null : a.value() >= b.value() ? a : b;
  }
}
