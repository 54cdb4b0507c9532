package io.beltline.delivery;

import static io.beltline.api.ExportResult.Action.DEAD_LETTER;
import static io.beltline.api.ExportResult.Action.HOLD;
import static io.beltline.api.ExportResult.Action.RETRY;
import static io.beltline.api.ExportResult.Action.RETRY_SMALLER;
import static io.beltline.delivery.Concern.DATA;
import static io.beltline.delivery.Concern.DESTINATION;

import io.beltline.api.ExportResult.Action;
import io.beltline.delivery.AnswerTable.Line;
import java.util.List;

/** What the answers of all backends of a protocol mean, unless one has a line of its own. */
final class StandardAnswers {
  /** An answer that stands in no table. */
  static final Line UNHEARD_OF =
      new Line(new Answer("other"), DEAD_LETTER, DESTINATION, "nobody knows what it means");

  static final List<Line> HTTP =
      List.of(
          line(
              "too_large",
              RETRY_SMALLER,
              DATA,
              "400 or 429 whose words say that the message is too large"),
          line(
              "3xx", HOLD, DESTINATION, "redirects are not followed: the endpoint is to be mended"),
          line("400", DEAD_LETTER, DATA, "the backend cannot read the request or an item in it"),
          line("401", HOLD, DESTINATION, "the credentials are to be mended"),
          line("402", HOLD, DESTINATION, "the account is to be mended"),
          line("403", HOLD, DESTINATION, "the credentials or their rights are to be mended"),
          line("404", HOLD, DESTINATION, "the path, the tenant or the index is to be mended"),
          line("405", HOLD, DESTINATION, "the path is to be mended: something else listens there"),
          line("407", HOLD, DESTINATION, "the credentials for the proxy are to be mended"),
          line("408", RETRY, DESTINATION, "the request came too slowly"),
          line("410", HOLD, DESTINATION, "the path is to be mended"),
          line("413", RETRY_SMALLER, DATA, "the request is too large"),
          line("415", HOLD, DESTINATION, "the form of requests is to be mended"),
          line("425", RETRY, DESTINATION, "it was too early"),
          line("429", RETRY, DESTINATION, "too much at the moment"),
          line("4xx", DEAD_LETTER, DATA, "the request or an item in it is at fault"),
          line("501", HOLD, DESTINATION, "the path is to be mended: it does not take that signal"),
          line("5xx", RETRY, DESTINATION, "the backend or a proxy fails, whatever the data"));

  static final List<Line> GRPC =
      List.of(
          line(
              "too_large",
              RETRY_SMALLER,
              DATA,
              "RESOURCE_EXHAUSTED, OUT_OF_RANGE or INVALID_ARGUMENT whose words say that the"
                  + " message is too large"),
          line(
              "proxy_auth",
              HOLD,
              DESTINATION,
              "UNKNOWN or INTERNAL whose words tell of HTTP 407: the credentials for the proxy are"
                  + " to be mended"),
          line("CANCELLED", RETRY, DESTINATION, "the call was given up on the way"),
          line("UNKNOWN", DEAD_LETTER, DESTINATION, "the specification forbids to send it again"),
          line("INVALID_ARGUMENT", DEAD_LETTER, DATA, "the request or an item in it is at fault"),
          line("DEADLINE_EXCEEDED", RETRY, DESTINATION, "the backend was too slow"),
          line("NOT_FOUND", HOLD, DESTINATION, "the endpoint or the tenant is to be mended"),
          line("ALREADY_EXISTS", DEAD_LETTER, DATA, "an item conflicts with what is there"),
          line(
              "PERMISSION_DENIED",
              HOLD,
              DESTINATION,
              "the credentials or their rights are to be mended"),
          line(
              "RESOURCE_EXHAUSTED",
              RETRY,
              DESTINATION,
              "too much at the moment, with or without a RetryInfo"),
          line("FAILED_PRECONDITION", DEAD_LETTER, DATA, "an item does not fit what is there"),
          line("ABORTED", RETRY, DESTINATION, "another call was in the way"),
          line("OUT_OF_RANGE", RETRY, DESTINATION, "the specification has it sent again"),
          line(
              "UNIMPLEMENTED",
              HOLD,
              DESTINATION,
              "the endpoint is to be mended: it does not take that signal"),
          line("INTERNAL", DEAD_LETTER, DESTINATION, "the specification forbids to send it again"),
          line("UNAVAILABLE", RETRY, DESTINATION, "the backend is absent or overloaded"),
          line("DATA_LOSS", RETRY, DESTINATION, "the specification has it sent again"),
          line("UNAUTHENTICATED", HOLD, DESTINATION, "the credentials are to be mended"));

  private StandardAnswers() {}

  private static Line line(String answer, Action action, Concern concern, String why) {
    return Line.of(answer, action, concern, why);
  }
}
