package io.beltline.receiver.httpcheck;

import io.beltline.transport.http.ExchangeTrace;
import io.beltline.transport.http.HttpReply;
import org.jspecify.annotations.Nullable;

/**
 * What a check has come to.
 *
 * @param url the URL that was asked, without credentials
 * @param method the method
 * @param nanos how long it took
 * @param outcome what the answer was, without its body, or why there is none
 * @param trace how long its parts took
 * @param rules how the answer was; null without one
 */
record Check(
    String url,
    String method,
    long nanos,
    Outcome outcome,
    ExchangeTrace trace,
    BodyRules.@Nullable Counts rules) {

  /** What is told of a reply. The bytes of a body are not kept: nothing is reserved for them. */
  sealed interface Outcome {
    /** The same of a reply. */
    static Outcome of(HttpReply reply) {
      return switch (reply) {
        case HttpReply.Response answer -> new Answer(answer.status(), answer.body().length());
        case HttpReply.Failure failure -> new Missing(failure);
      };
    }
  }

  /**
   * An answer.
   *
   * @param status its status
   * @param size the bytes of its body
   */
  record Answer(int status, long size) implements Outcome {}

  /**
   * No answer.
   *
   * @param why what went wrong
   */
  record Missing(HttpReply.Failure why) implements Outcome {}
}
