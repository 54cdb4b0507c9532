package io.beltline.exporter.zipkin;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Refused;
import io.beltline.api.Metadata;
import io.beltline.api.Status.Code;
import io.beltline.model.Slice;
import io.beltline.transport.http.HttpReply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZipkinResponsesTest {

  @ParameterizedTest
  @ValueSource(ints = {200, 202, 204})
  void successIsDelivered(int status) {
    assertThat(of(reply(status, Map.of(), ""), 0)).isEqualTo(ExportResult.delivered());
  }

  @ParameterizedTest
  @CsvSource({
    "301, HOLD",
    "400, DEAD_LETTER",
    "401, HOLD",
    "403, HOLD",
    "404, HOLD",
    "408, RETRY",
    "413, RETRY_SMALLER",
    "415, HOLD",
    "429, RETRY",
    "500, RETRY",
    "502, RETRY",
    "503, RETRY",
    "504, RETRY"
  })
  void statusTellsWhatToDo(int status, Action action) {
    ExportResult result = of(reply(status, Map.of(), "no"), 0);
    assertThat(((Refused) result).refusal().action()).isEqualTo(action);
    assertThat(((Refused) result).refusal().status().http()).isEqualTo(status);
    assertThat(((Refused) result).refusal().message()).isEqualTo("HTTP " + status + ": no");
  }

  @Test
  void backendSaysHowLongToWait() {
    ExportResult result = of(reply(503, Map.of("retry-after", List.of("7")), ""), 0);
    assertThat(((Refused) result).refusal().retryAfter()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void longWordsAreCut() {
    ExportResult result = of(reply(400, Map.of(), "x".repeat(5000)), 0);
    assertThat(((Refused) result).refusal().message()).hasSizeLessThan(600).endsWith("...");
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECT, UNAVAILABLE",
    "TLS, UNAVAILABLE",
    "TIMEOUT, DEADLINE_EXCEEDED",
    "RESET, UNAVAILABLE",
    "PROTOCOL, UNAVAILABLE",
    "CLOSED, UNAVAILABLE"
  })
  void failuresOnTheWayAreRetried(HttpReply.Kind kind, Code code) {
    ExportResult result = of(new HttpReply.Failure(kind, "why"), 0);
    assertThat(((Refused) result).refusal().action()).isEqualTo(Action.RETRY);
    assertThat(((Refused) result).refusal().status().code()).isEqualTo(code);
    assertThat(((Refused) result).refusal().message()).isEqualTo("why");
  }

  @Test
  void whatCannotBeSentIsADeadLetter() {
    ExportResult result = of(new HttpReply.Failure(HttpReply.Kind.REQUEST, "why"), 0);
    assertThat(((Refused) result).refusal().action()).isEqualTo(Action.DEAD_LETTER);
    assertThat(((Refused) result).refusal().status().code()).isEqualTo(Code.INVALID_ARGUMENT);
  }

  private static ExportResult of(HttpReply reply, long unixNanos) {
    return new ZipkinResponses(ZipkinResponses.TABLE).of(reply, unixNanos);
  }

  private static HttpReply reply(int status, Map<String, List<String>> headers, String body) {
    var all = new java.util.HashMap<>(headers);
    all.put("content-type", List.of("text/plain; charset=utf-8"));
    return new HttpReply.Response(status, Metadata.of(all), Slice.utf8(body));
  }
}
