package io.beltline.processor.tailsampling;

import io.beltline.components.sampling.Threshold;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a trace.
 *
 * @param outcome whether it is kept
 * @param policy the policy that decided, or another word for why
 * @param threshold by which threshold such traces are kept; null if that cannot be told
 */
record Decision(Outcome outcome, String policy, @Nullable Threshold threshold) {
  /** No policy wants it. */
  static final Decision NOT_SAMPLED = new Decision(Outcome.NOT_SAMPLED, "not_sampled", null);

  /** It became larger than the configuration allows. */
  static final Decision TOO_LARGE = new Decision(Outcome.TOO_LARGE, "trace_too_large", null);

  /** What becomes of a trace. */
  enum Outcome {
    KEPT(1),
    NOT_SAMPLED(2),
    /** A policy is there to drop such traces. */
    DROPPED(3),
    TOO_LARGE(4);

    private final int code;

    Outcome(int code) {
      this.code = code;
    }

    /** What it is on disk. */
    int code() {
      return code;
    }
  }

  static Decision kept(String policy, @Nullable Threshold threshold) {
    return new Decision(Outcome.KEPT, policy, threshold);
  }

  static Decision dropped(String policy) {
    return new Decision(Outcome.DROPPED, policy, null);
  }

  boolean isKept() {
    return outcome == Outcome.KEPT;
  }
}
