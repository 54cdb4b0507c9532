package io.beltline.exporter.otlphttp;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Delivered;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.ExportResult.Refused;
import io.beltline.api.Metadata;
import io.beltline.api.Status;
import io.beltline.api.Status.Code;
import io.beltline.components.otlp.ExportResponse;
import io.beltline.components.otlp.RpcStatus;
import io.beltline.delivery.Answer;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.transport.http.HttpReply;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtlpHttpResponsesTest {
  private static final String PROTOBUF = "application/x-protobuf";
  private static final String JSON = "application/json";

  @ParameterizedTest
  @CsvSource({
    "301, HOLD",
    "308, HOLD",
    "400, DEAD_LETTER",
    "401, HOLD",
    "403, HOLD",
    "404, HOLD",
    "405, HOLD",
    "407, HOLD",
    "408, RETRY",
    "409, DEAD_LETTER",
    "413, RETRY_SMALLER",
    "415, HOLD",
    "429, RETRY",
    "500, DEAD_LETTER",
    "501, HOLD",
    "502, RETRY",
    "503, RETRY",
    "504, RETRY",
    "505, DEAD_LETTER",
  })
  void eachStatusHasItsAction(int status, Action action) {
    Refusal refusal = ((Refused) of(response(status, "", Slice.EMPTY))).refusal();
    assertThat(refusal.action()).isEqualTo(action);
    assertThat(refusal.status()).isEqualTo(Status.ofHttp(status));
    assertThat(refusal.message()).isEqualTo("HTTP " + status);
    assertThat(refusal.bisect()).isEqualTo(status == 400 || status == 409 || status == 413);
  }

  @ParameterizedTest
  @CsvSource({
    "429, message size 5000000 larger than max 4000000, RETRY_SMALLER",
    "400, http: request body too large, RETRY_SMALLER",
    "429, RATE_LIMITED: ingestion rate limit exceeded, RETRY",
    "429, TRACE_TOO_LARGE: max size of trace exceeded, DEAD_LETTER",
    "400, unknown field, DEAD_LETTER",
    "503, request too large, RETRY",
  })
  void wordsTellWhetherTheSizeIsTheMatter(int status, String words, Action action) {
    HttpReply reply = response(status, "text/plain", Slice.utf8(words));
    assertThat(((Refused) of(reply)).refusal().action()).isEqualTo(action);
  }

  @Test
  void whatTheUserWroteWins() {
    OtlpHttpResponses responses =
        new OtlpHttpResponses(
            OtlpHttpResponses.TABLE.with(Map.of(Answer.parse("5xx"), Action.RETRY)));
    HttpReply reply =
        new HttpReply.Response(500, Metadata.of(Map.of("Retry-After", List.of("7"))), Slice.EMPTY);
    assertThat(responses.of(Signal.LOGS, reply, 0))
        .isEqualTo(
            new Refused(
                new Refusal(
                    Action.RETRY,
                    Status.ofHttp(500),
                    "HTTP 500",
                    Duration.ofSeconds(7),
                    false,
                    "answers::5xx")));
  }

  @Test
  void whateverSaysThatTheMessageIsTooLargeMeans413() {
    assertThat(of(response(429, "text/plain", Slice.utf8("message too large"))))
        .isEqualTo(
            new Refused(
                new Refusal(
                    Action.RETRY_SMALLER,
                    Status.ofHttp(413),
                    "HTTP 429: message too large",
                    null,
                    true,
                    "too_large")));
  }

  @Test
  void theWordsComeFromTheStatusMessageOrTheText() {
    RpcStatus status = new RpcStatus(Code.INVALID_ARGUMENT, "no such tenant");
    assertThat(words(response(400, PROTOBUF, status.toProto())))
        .isEqualTo("HTTP 400: no such tenant");
    assertThat(words(response(400, "application/json; charset=utf-8", status.toJson())))
        .isEqualTo("HTTP 400: no such tenant");
    assertThat(words(response(400, JSON, Slice.utf8("{\"error\":\"quota\"}"))))
        .isEqualTo("HTTP 400: {\"error\":\"quota\"}");
    assertThat(words(response(404, "text/plain", Slice.utf8("404 page not found\n"))))
        .isEqualTo("HTTP 404: 404 page not found");
    assertThat(words(response(502, "text/html", Slice.utf8("x".repeat(100_000)))))
        .hasSizeLessThan(600)
        .endsWith("...");
    assertThat(words(response(400, PROTOBUF, Slice.utf8("garbage")))).isEqualTo("HTTP 400");
    assertThat(words(response(400, "", Slice.utf8("who knows")))).isEqualTo("HTTP 400");
  }

  @ParameterizedTest
  @CsvSource({"429, 2, 2000", "502, 2, 2000", "503, 0, 0", "504, 90, 90000"})
  void retryAfterInSecondsIsKept(int status, String header, long millis) {
    assertThat(wait(status, header)).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void retryAfterMayBeADateOrNothing() {
    // the clock of the test stands at 1970-01-01T00:00:10Z
    assertThat(wait(503, "Thu, 01 Jan 1970 00:01:00 GMT")).isEqualTo(Duration.ofSeconds(50));
    assertThat(wait(503, "Thu, 01 Jan 1970 00:00:01 GMT")).isEqualTo(Duration.ZERO);
    assertThat(wait(503, "soon")).isNull();
    assertThat(wait(503, "")).isNull();
  }

  @Test
  void successIsReadForWhatWasRejected() {
    ExportResponse partial = new ExportResponse(3, "old");
    assertThat(of(response(200, PROTOBUF, Slice.EMPTY))).isEqualTo(ExportResult.delivered());
    assertThat(of(response(204, "", Slice.EMPTY))).isEqualTo(ExportResult.delivered());
    assertThat(of(response(202, "text/html", Slice.utf8("<p>"))))
        .isEqualTo(ExportResult.delivered());
    assertThat(of(response(200, JSON, Slice.utf8("{}")))).isEqualTo(ExportResult.delivered());
    assertThat(of(response(200, PROTOBUF, partial.toProto()))).isEqualTo(new Delivered(3, "old"));
    assertThat(of(response(200, JSON, partial.toJson(Signal.TRACES))))
        .isEqualTo(new Delivered(3, "old"));
  }

  @Test
  void aSuccessThatCannotBeReadIsASuccessWithAWarning() {
    assertThat(of(response(200, JSON, Slice.utf8("not json"))))
        .isInstanceOfSatisfying(
            Delivered.class,
            delivered -> {
              assertThat(delivered.rejectedItems()).isZero();
              assertThat(delivered.message()).startsWith("unreadable response: ");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECT, UNAVAILABLE, 503",
    "TLS, UNAVAILABLE, 503",
    "TIMEOUT, DEADLINE_EXCEEDED, 504",
    "RESET, UNAVAILABLE, 503",
    "PROTOCOL, UNAVAILABLE, 502",
    "CLOSED, UNAVAILABLE, 503",
  })
  void whatFailsOnTheWayMayBeSentAgain(HttpReply.Kind kind, Code code, int http) {
    assertThat(of(new HttpReply.Failure(kind, "words")))
        .isEqualTo(ExportResult.retry(new Status(code, http), "words", null));
  }

  @Test
  void whatCannotBeSentIsADeadLetter() {
    assertThat(of(new HttpReply.Failure(HttpReply.Kind.REQUEST, "words")))
        .isEqualTo(ExportResult.refused(Action.DEAD_LETTER, Status.INVALID_ARGUMENT, "words"));
  }

  @Property(tries = 1000, seed = "20261123")
  void anyAnswerHasAnOutcome(
      @ForAll @IntRange(min = 100, max = 999) int status,
      @ForAll @Size(max = 30) byte[] body,
      @ForAll boolean json) {
    ExportResult result = of(response(status, json ? JSON : PROTOBUF, Slice.of(body)));
    if (status >= 200 && status < 300) {
      assertThat(result).isInstanceOf(Delivered.class);
    } else {
      assertThat(result).isInstanceOf(Refused.class);
    }
  }

  private static ExportResult of(HttpReply reply) {
    return new OtlpHttpResponses(OtlpHttpResponses.TABLE).of(Signal.TRACES, reply, 10_000_000_000L);
  }

  private static String words(HttpReply reply) {
    return ((Refused) of(reply)).refusal().message();
  }

  private static Duration wait(int status, String header) {
    HttpReply reply =
        new HttpReply.Response(
            status, Metadata.of(Map.of("Retry-After", List.of(header))), Slice.EMPTY);
    return ((Refused) of(reply)).refusal().retryAfter();
  }

  private static HttpReply response(int status, String contentType, Slice body) {
    Map<String, List<String>> headers = new HashMap<>();
    if (!contentType.isEmpty()) {
      headers.put("Content-Type", List.of(contentType));
    }
    return new HttpReply.Response(status, Metadata.of(headers), body);
  }
}
