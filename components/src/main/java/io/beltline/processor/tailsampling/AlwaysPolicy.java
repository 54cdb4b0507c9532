package io.beltline.processor.tailsampling;

/** Keeps every trace. */
record AlwaysPolicy() implements Policy {
  @Override
  public Outlook outlook(TraceFacts trace) {
    return Outlook.YES;
  }

  @Override
  public Vote vote(TraceFacts trace, long nanoTime) {
    return Vote.SAMPLED;
  }
}
