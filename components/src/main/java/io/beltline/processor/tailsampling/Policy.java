package io.beltline.processor.tailsampling;

/**
 * Says whether a trace is to be kept. Called by one thread at a time.
 *
 * <p>A vote is given once for a trace: policies with a rate count it. With the same facts a vote
 * says what the outlook says, unless that is open.
 */
interface Policy {
  /** Whether further spans can change the vote. */
  Outlook outlook(TraceFacts trace);

  /** The vote by what has come. */
  Vote vote(TraceFacts trace, long nanoTime);
}
