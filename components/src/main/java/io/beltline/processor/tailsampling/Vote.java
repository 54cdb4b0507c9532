package io.beltline.processor.tailsampling;

import io.beltline.components.sampling.Threshold;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a policy for a trace.
 *
 * @param answer what it says
 * @param threshold by which threshold traces such as this are kept; null if that cannot be told
 */
record Vote(Answer answer, @Nullable Threshold threshold) {
  static final Vote SAMPLED = new Vote(Answer.SAMPLED, Threshold.ALWAYS);
  static final Vote LIMITED = new Vote(Answer.SAMPLED, null);
  static final Vote NOT_SAMPLED = new Vote(Answer.NOT_SAMPLED, null);

  /** Not dropped, for a share of such traces only: others are. */
  static final Vote SPARED = new Vote(Answer.NOT_SAMPLED, Threshold.NEVER);

  static final Vote DROPPED = new Vote(Answer.DROPPED, null);
  static final Vote FAILED = new Vote(Answer.FAILED, null);

  /** What a policy says. */
  enum Answer {
    SAMPLED,
    NOT_SAMPLED,
    DROPPED,
    /** A condition failed, and that is not to be passed over. */
    FAILED
  }

  /** Whether the trace is to be kept. */
  static Vote of(boolean sampled) {
    return sampled ? SAMPLED : NOT_SAMPLED;
  }

  boolean isSampled() {
    return answer == Answer.SAMPLED;
  }
}
