package io.beltline.receiver.influxdb;

import io.beltline.api.ConsumeResult;
import io.beltline.components.expression.JsonText;
import io.beltline.components.otlp.HttpAnswers;
import io.beltline.model.Slice;
import io.beltline.transport.http.HttpRequest;
import io.beltline.transport.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * In which words senders are answered: their clients look into them.
 *
 * @see <a href="https://docs.influxdata.com/influxdb/v1/tools/api/#write-http-endpoint">the first
 *     version</a>
 * @see <a href="https://docs.influxdata.com/influxdb/v2/api/#operation/PostWrite">the second</a>
 */
enum Words {
  /** Those of {@code /write}. */
  FIRST,
  /** Those of {@code /api/v2/write}. */
  SECOND;

  /** What the first version's clients fail without. */
  private static final String VERSION_HEADER = "x-influxdb-version";

  private static final String VERSION = "beltline";
  static final HttpResponse PONG = HttpResponse.empty(204).with(VERSION_HEADER, VERSION);
  static final HttpResponse HEALTHY =
      json(
          200,
          Map.of("name", "influxdb", "status", "pass", "message", "ready", "version", VERSION));
  private static final HttpResponse TAKEN = HttpResponse.empty(204);
  private static final String SECOND_PATHS = "/api/v2/";

  /** The words for the path of a request. */
  static Words of(HttpRequest request) {
    return request.path().startsWith(SECOND_PATHS) ? SECOND : FIRST;
  }

  private static HttpResponse json(int status, Map<String, Object> body) {
    return HttpResponse.of(status, "application/json", Slice.utf8(JsonText.write(body)));
  }

  /**
   * An answer that is no success. Clients of the first version drop what is answered with 4xx,
   * whichever it is, so that they are never told 429.
   */
  HttpResponse answer(int status, String message) {
    return switch (this) {
      case FIRST -> json(status == 429 ? 503 : status, Map.of("error", message));
      case SECOND -> {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("code", code(status));
        body.put("message", message);
        yield json(status, body);
      }
    };
  }

  private static String code(int status) {
    return switch (status) {
      case 401 -> "unauthorized";
      case 403 -> "forbidden";
      case 404 -> "not found";
      case 405 -> "method not allowed";
      case 413 -> "request too large";
      case 429 -> "too many requests";
      case 500 -> "internal error";
      case 502, 503, 504 -> "unavailable";
      default -> "invalid";
    };
  }

  /**
   * What a sender is answered when a pipeline has decided. What is refused for good is 400 or 413:
   * clients send again after a 500, and after a destination's 401 as if it were ours.
   */
  HttpResponse of(ConsumeResult result) {
    boolean forGood = result instanceof ConsumeResult.Permanent;
    return HttpAnswers.of(
        result, TAKEN, (status, reason) -> answer(forGood && status != 413 ? 400 : status, reason));
  }
}
