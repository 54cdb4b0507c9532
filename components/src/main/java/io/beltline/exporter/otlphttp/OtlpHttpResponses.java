package io.beltline.exporter.otlphttp;

import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.components.answers.NoAnswer;
import io.beltline.components.otlp.ExportResponse;
import io.beltline.components.otlp.OtlpRoutes;
import io.beltline.components.otlp.RpcStatus;
import io.beltline.delivery.AnswerTable;
import io.beltline.delivery.AnswerTable.Line;
import io.beltline.delivery.Concern;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.transport.http.HttpReply;

/**
 * What the answers of an OTLP backend over HTTP mean.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-proto/blob/main/docs/specification.md#failures-1">the
 *     statuses to retry</a>
 */
final class OtlpHttpResponses {
  /** What is done with each status. */
  static final AnswerTable TABLE =
      AnswerTable.http(
          Line.of(
              "trace_too_large",
              Action.DEAD_LETTER,
              Concern.DATA,
              "the words tell that a trace has outgrown the backend's limit: no part of it is"
                  + " taken"),
          Line.of("502", Action.RETRY, Concern.DESTINATION, "a proxy does not reach the backend"),
          Line.of("503", Action.RETRY, Concern.DESTINATION, "the backend is absent or overloaded"),
          Line.of("504", Action.RETRY, Concern.DESTINATION, "the backend is too slow for a proxy"),
          Line.of(
              "5xx",
              Action.DEAD_LETTER,
              Concern.DESTINATION,
              "the specification forbids to send it again"));

  private static final int LONGEST_WORDS = 512;

  private final AnswerTable table;

  OtlpHttpResponses(AnswerTable table) {
    this.table = table;
  }

  /**
   * The outcome of a request.
   *
   * @param unixNanos now, for a Retry-After that names a date
   */
  ExportResult of(Signal signal, HttpReply reply, long unixNanos) {
    return switch (reply) {
      case HttpReply.Response response ->
          response.isSuccess() ? delivered(signal, response) : refused(response, unixNanos);
      case HttpReply.Failure failure -> new ExportResult.Refused(NoAnswer.refusal(failure));
    };
  }

  private ExportResult refused(HttpReply.Response response, long unixNanos) {
    String words = words(response);
    String message = "HTTP " + response.status() + (words.isEmpty() ? "" : ": " + words);
    return new ExportResult.Refused(
        table.http(response.status(), words, message, response.retryAfter(unixNanos)));
  }

  private static ExportResult delivered(Signal signal, HttpReply.Response response) {
    if (response.body().length() == 0) {
      return ExportResult.delivered();
    }
    try {
      ExportResponse partial =
          switch (OtlpRoutes.mediaType(response.header("content-type"))) {
            case OtlpRoutes.PROTOBUF -> ExportResponse.ofProto(response.body());
            case OtlpRoutes.JSON -> ExportResponse.ofJson(signal, response.body());
            default -> ExportResponse.FULL;
          };
      return partial.isFull()
          ? ExportResult.delivered()
          : new ExportResult.Delivered(partial.rejected(), partial.message());
    } catch (MalformedTelemetryException malformed) {
      // the backend said success: what cannot be read is only whether it rejected items
      return new ExportResult.Delivered(0, "unreadable response: " + malformed.getMessage());
    }
  }

  /** The backend's words: the message of a google.rpc.Status, or what text there is. */
  private static String words(HttpReply.Response response) {
    Slice body = response.body();
    String type = OtlpRoutes.mediaType(response.header("content-type"));
    String words = "";
    try {
      if (type.equals(OtlpRoutes.PROTOBUF)) {
        return clip(RpcStatus.ofProto(body).message());
      }
      if (type.equals(OtlpRoutes.JSON)) {
        words = RpcStatus.ofJson(body).message();
      }
    } catch (MalformedTelemetryException notStatus) {
      words = "";
    }
    boolean readable = type.startsWith("text/") || type.endsWith("json");
    return clip(words.isEmpty() && readable ? body.toUtf8().strip() : words);
  }

  private static String clip(String words) {
    return words.length() <= LONGEST_WORDS ? words : words.substring(0, LONGEST_WORDS) + "...";
  }
}
