package io.beltline.exporter.zipkin;

import io.beltline.api.ExportResult;
import io.beltline.components.answers.NoAnswer;
import io.beltline.delivery.AnswerTable;
import io.beltline.transport.http.HttpReply;

/**
 * What Zipkin's answers mean. Zipkin answers 202 before it stores anything: success says that the
 * spans arrived, not that they can be found.
 */
final class ZipkinResponses {
  /** What is done with each status. */
  static final AnswerTable TABLE = AnswerTable.http();

  private static final int LONGEST_WORDS = 512;

  private final AnswerTable table;

  ZipkinResponses(AnswerTable table) {
    this.table = table;
  }

  /**
   * The outcome of a request.
   *
   * @param unixNanos now, for a Retry-After that names a date
   */
  ExportResult of(HttpReply reply, long unixNanos) {
    return switch (reply) {
      case HttpReply.Response response ->
          response.isSuccess() ? ExportResult.delivered() : refused(response, unixNanos);
      case HttpReply.Failure failure -> new ExportResult.Refused(NoAnswer.refusal(failure));
    };
  }

  private ExportResult refused(HttpReply.Response response, long unixNanos) {
    String words = words(response);
    String message = "HTTP " + response.status() + (words.isEmpty() ? "" : ": " + words);
    return new ExportResult.Refused(
        table.http(response.status(), words, message, response.retryAfter(unixNanos)));
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
