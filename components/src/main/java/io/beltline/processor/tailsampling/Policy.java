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

  /**
   * Whether a trace that it keeps for good is kept as one of all its kind, not of a share. Changes
   * nothing.
   */
  default boolean keepsAll() {
    return true;
  }

  /** The vote by what has come. */
  Vote vote(TraceFacts trace, long nanoTime);
}
