package io.beltline.transport.http;

/**
 * One attempt.
 *
 * @param reply what came of it
 * @param mayRepeat whether a reused connection broke before it answered
 */
record Exchange(HttpReply reply, boolean mayRepeat) {

  static Exchange failed(HttpReply.Kind kind, String message) {
    return new Exchange(new HttpReply.Failure(kind, message), false);
  }
}
