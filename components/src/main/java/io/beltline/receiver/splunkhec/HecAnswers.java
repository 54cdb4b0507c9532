package io.beltline.receiver.splunkhec;

import io.beltline.api.ConsumeResult;
import io.beltline.components.expression.JsonText;
import io.beltline.components.otlp.HttpAnswers;
import io.beltline.model.Slice;
import io.beltline.transport.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers in the words and numbers of Splunk.
 *
 * @see <a
 *     href="https://help.splunk.com/en/splunk-enterprise/get-started/get-data-in/9.4/get-data-with-http-event-collector/troubleshoot-http-event-collector">the
 *     codes</a>
 */
final class HecAnswers {
  static final HttpResponse TAKEN = answer(200, "Success", 0);
  static final HttpResponse HEALTHY = answer(200, "HEC is healthy", 17);
  static final HttpResponse NO_DATA = answer(400, "No data", 5);
  static final HttpResponse ACK_DISABLED = answer(400, "ACK is disabled", 14);

  private static final int INTERNAL = 8;
  private static final int BUSY = 9;
  static final int INVALID = 6;
  private static final int TOKEN = 4;

  private HecAnswers() {}

  private static HttpResponse answer(int status, String text, int code) {
    return answer(status, text, code, null);
  }

  static HttpResponse answer(int status, String text, int code, @Nullable Integer event) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("text", text);
    body.put("code", (long) code);
    if (event != null) {
      body.put("invalid-event-number", (long) event);
    }
    return HttpResponse.of(status, "application/json", Slice.utf8(JsonText.write(body)));
  }

  /** What a sender is answered when a pipeline has decided. */
  static HttpResponse of(ConsumeResult result) {
    return HttpAnswers.of(result, TAKEN, HecAnswers::refused);
  }

  /** A refusal; whether to come again is what the code says. */
  static HttpResponse refused(int status, String reason) {
    return switch (status) {
      case 401, 403 -> answer(status, reason, TOKEN);
      case 429, 502, 503, 504 -> answer(status, reason, BUSY);
      default -> answer(status, reason, status < 500 ? INVALID : INTERNAL);
    };
  }
}
