package io.beltline.exporter.zipkin;

import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.Status;
import io.beltline.api.Status.Code;
import io.beltline.transport.http.HttpReply;

/**
 * What Zipkin's answers mean. Zipkin answers 202 before it stores anything: success says that the
 * spans arrived, not that they can be found.
 */
final class ZipkinResponses {
  private static final int LONGEST_WORDS = 512;

  private ZipkinResponses() {}

  /**
   * The outcome of a request.
   *
   * @param unixNanos now, for a Retry-After that names a date
   */
  static ExportResult of(HttpReply reply, long unixNanos) {
    return switch (reply) {
      case HttpReply.Response response ->
          response.isSuccess() ? ExportResult.delivered() : refused(response, unixNanos);
      case HttpReply.Failure failure ->
          ExportResult.retry(status(failure.kind()), failure.message(), null);
    };
  }

  /** What to do after a status that is no success. */
  static Action action(int status) {
    return switch (status) {
      case 413 -> Action.RETRY_SMALLER;
      case 408, 429 -> Action.RETRY;
      case 401, 403 -> Action.HOLD;
      default -> status >= 500 ? Action.RETRY : Action.DEAD_LETTER;
    };
  }

  private static ExportResult refused(HttpReply.Response response, long unixNanos) {
    String words = words(response);
    String message = "HTTP " + response.status() + (words.isEmpty() ? "" : ": " + words);
    Status status = Status.ofHttp(response.status());
    Action action = action(response.status());
    return action == Action.RETRY
        ? ExportResult.retry(status, message, response.retryAfter(unixNanos))
        : ExportResult.refused(action, status, message);
  }

  /** Nothing that fails on the way says anything about the data. */
  private static Status status(HttpReply.Kind kind) {
    return switch (kind) {
      case TIMEOUT -> Status.of(Code.DEADLINE_EXCEEDED);
      case PROTOCOL -> Status.ofHttp(502);
      case CONNECT, TLS, RESET, CLOSED -> Status.UNAVAILABLE;
    };
  }

  private static String words(HttpReply.Response response) {
    String type = response.header("content-type");
    if (!type.startsWith("text/plain") && !type.startsWith("application/json")) {
      return "";
    }
    String words = response.body().toUtf8().strip();
    return words.length() <= LONGEST_WORDS ? words : words.substring(0, LONGEST_WORDS) + "...";
  }
}
