package io.beltline.transport.http;

import io.beltline.model.Slice;

/**
 * Takes the body of a successful answer as it comes: for one that has no end. The reply then has
 * none. Parts are as they come, not decompressed.
 *
 * <p>Its methods are called on an event loop, one at a time, and must not block. The server is read
 * as fast as it sends: who takes parts bounds what it keeps.
 */
public interface AnswerParts {

  /** The head of a successful answer has come. */
  void begin();

  /**
   * The next part; it is the taker's.
   *
   * @return whether there may be more; false ends the exchange
   */
  boolean take(Slice part);
}
