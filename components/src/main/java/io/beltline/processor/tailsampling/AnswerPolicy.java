package io.beltline.processor.tailsampling;

/**
 * Keeps traces of which a span or resource answers a question with yes, or of which none does.
 *
 * @param question the question
 * @param failed set where it could not be answered; -1 if that does not matter
 * @param inverted whether none must
 */
record AnswerPolicy(int question, int failed, boolean inverted) implements Policy {
  @Override
  public Outlook outlook(TraceFacts trace) {
    if (!trace.isTrue(question)) {
      return Outlook.OPEN;
    }
    return inverted ? Outlook.NO : Outlook.YES;
  }

  @Override
  public Vote vote(TraceFacts trace, long nanoTime) {
    if (!trace.isTrue(question) && failed >= 0 && trace.isTrue(failed)) {
      return Vote.FAILED;
    }
    return Vote.of(trace.isTrue(question) != inverted);
  }
}
