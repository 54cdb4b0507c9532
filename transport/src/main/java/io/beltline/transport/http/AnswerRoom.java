package io.beltline.transport.http;

import io.beltline.api.Reservation;

/**
 * What the body of an answer may take.
 *
 * @param limit the most bytes, before and after decompression
 * @param reservation grows by the bytes of the body before they are taken, as they came and
 *     decompressed; stays open, with all it was grown by
 */
public record AnswerRoom(long limit, Reservation reservation) {
  /** What answers may take whose callers say nothing. */
  static AnswerRoom usual() {
    return new AnswerRoom(64L << 20, Reservation.unlimited());
  }
}
