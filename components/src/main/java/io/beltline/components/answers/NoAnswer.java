package io.beltline.components.answers;

import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Status;
import io.beltline.api.Status.Code;
import io.beltline.transport.http.HttpReply;

/** What is done with a request that no server answered. Stateless. */
public final class NoAnswer {
  private NoAnswer() {}

  /**
   * What becomes of the data of a request. What fails on the way says nothing about them, so that
   * they are sent again; a request that cannot be sent never can be, so that they are not.
   */
  public static Refusal refusal(HttpReply.Failure failure) {
    Action action = failure.kind() == HttpReply.Kind.REQUEST ? Action.DEAD_LETTER : Action.RETRY;
    return new Refusal(action, status(failure.kind()), failure.message(), null);
  }

  private static Status status(HttpReply.Kind kind) {
    return switch (kind) {
      case REQUEST -> Status.INVALID_ARGUMENT;
      case TIMEOUT -> Status.of(Code.DEADLINE_EXCEEDED);
      case PROTOCOL -> Status.ofHttp(502);
      case CONNECT, TLS, RESET, CLOSED -> Status.UNAVAILABLE;
    };
  }
}
