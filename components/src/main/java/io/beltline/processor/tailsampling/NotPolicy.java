package io.beltline.processor.tailsampling;

/**
 * Keeps the traces that another policy does not keep.
 *
 * @param part the other policy
 */
record NotPolicy(Policy part) implements Policy {
  @Override
  public Outlook outlook(TraceFacts trace) {
    return part.outlook(trace).opposite();
  }

  @Override
  public boolean keepsAll() {
    return part.keepsAll();
  }

  @Override
  public Vote vote(TraceFacts trace, long nanoTime) {
    Vote vote = part.vote(trace, nanoTime);
    return switch (vote.answer()) {
      case SAMPLED -> Vote.NOT_SAMPLED;
      case NOT_SAMPLED -> part.keepsAll() ? Vote.SAMPLED : Vote.LIMITED; // the rest of a share
      case DROPPED, FAILED -> vote;
    };
  }
}
