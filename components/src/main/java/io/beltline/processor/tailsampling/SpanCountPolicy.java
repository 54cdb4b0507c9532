package io.beltline.processor.tailsampling;

/**
 * Keeps traces by how many spans they have.
 *
 * @param least how many at least
 * @param most how many at most; 0 for no bound
 */
record SpanCountPolicy(long least, long most) implements Policy {
  @Override
  public Outlook outlook(TraceFacts trace) {
    if (most > 0) {
      return trace.spans() > most ? Outlook.NO : Outlook.OPEN;
    }
    return trace.spans() >= least ? Outlook.YES : Outlook.OPEN;
  }

  @Override
  public Vote vote(TraceFacts trace, long nanoTime) {
    return Vote.of(trace.spans() >= least && (most == 0 || trace.spans() <= most));
  }
}
