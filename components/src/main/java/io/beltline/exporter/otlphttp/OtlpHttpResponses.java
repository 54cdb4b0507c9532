package io.beltline.exporter.otlphttp;

import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.Status;
import io.beltline.api.Status.Code;
import io.beltline.components.otlp.BackendWords;
import io.beltline.components.otlp.ExportResponse;
import io.beltline.components.otlp.OtlpRoutes;
import io.beltline.components.otlp.RpcStatus;
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
  private static final int LONGEST_WORDS = 512;

  private OtlpHttpResponses() {}

  /**
   * The outcome of a request.
   *
   * @param unixNanos now, for a Retry-After that names a date
   */
  static ExportResult of(Signal signal, HttpReply reply, long unixNanos) {
    return switch (reply) {
      case HttpReply.Response response ->
          response.isSuccess() ? delivered(signal, response) : refused(response, unixNanos);
      case HttpReply.Failure failure ->
          ExportResult.retry(status(failure), failure.message(), null);
    };
  }

  /**
   * What to do after a status that is no success.
   *
   * <p>Some backends say 429 for a message that can never pass, and some servers say 400 for one
   * that is too large: their words tell.
   */
  static Action action(int status, String words) {
    return switch (status) {
      case 413 -> Action.RETRY_SMALLER;
      case 429 -> BackendWords.sayMessageTooLarge(words) ? Action.RETRY_SMALLER : Action.RETRY;
      case 502, 503, 504 -> Action.RETRY;
      case 400 ->
          BackendWords.sayMessageTooLarge(words) ? Action.RETRY_SMALLER : Action.DEAD_LETTER;
      default -> Action.DEAD_LETTER;
    };
  }

  private static ExportResult refused(HttpReply.Response response, long unixNanos) {
    String words = words(response);
    String message = "HTTP " + response.status() + (words.isEmpty() ? "" : ": " + words);
    Action action = action(response.status(), words);
    Status status = Status.ofHttp(action == Action.RETRY_SMALLER ? 413 : response.status());
    return action == Action.RETRY
        ? ExportResult.retry(status, message, response.retryAfter(unixNanos))
        : ExportResult.refused(action, status, message);
  }

  /** Nothing that fails on the way says anything about the data: it may be sent again. */
  private static Status status(HttpReply.Failure failure) {
    return switch (failure.kind()) {
      case TIMEOUT -> Status.of(Code.DEADLINE_EXCEEDED);
      case PROTOCOL -> Status.ofHttp(502);
      case CONNECT, TLS, RESET, CLOSED -> Status.UNAVAILABLE;
    };
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
