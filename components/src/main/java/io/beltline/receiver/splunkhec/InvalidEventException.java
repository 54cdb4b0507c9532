package io.beltline.receiver.splunkhec;

import io.beltline.transport.http.HttpResponse;

/** An event cannot be taken. */
final class InvalidEventException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient HttpResponse answer;

  InvalidEventException(String text, int code, int event) {
    super(text + " (event " + event + ")", null, false, false);
    this.answer = HecAnswers.answer(400, text, code, event);
  }

  /** What its sender is answered. */
  HttpResponse answer() {
    return answer;
  }
}
