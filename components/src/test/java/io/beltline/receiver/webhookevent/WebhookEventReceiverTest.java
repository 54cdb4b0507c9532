package io.beltline.receiver.webhookevent;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Status;
import io.beltline.components.otlp.Peak;
import io.beltline.components.otlp.PushRig;
import io.beltline.model.Signal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events as webhooks send them, and what the pipeline gets. */
class WebhookEventReceiverTest {

  private static PushRig start(String keys) {
    return PushRig.start(new WebhookEventReceiverFactory(), keys, Signal.LOGS);
  }

  private static List<String> bodies(PushRig rig) {
    Pattern body = Pattern.compile("'body':\\{'stringValue':'(.*?)'\\}");
    return body.matcher(String.join("", rig.received()))
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  @Test
  void aBodyIsARecord() throws Exception {
    try (PushRig rig = start("")) {
      HttpResponse<String> answer =
          rig.send("POST", "/events?team=a%20b&empty=&team=c&x", "first\nsecond");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEmpty();
      assertThat(bodies(rig)).containsExactly("first\\nsecond");
      assertThat(rig.received().getFirst())
          .contains("'resource':{'attributes':[{'key':'team','value':{'stringValue':'a b'}}]}")
          .contains("'scope':{'name':'otlp/webhookevent'")
          .contains("{'key':'receiver','value':{'stringValue':'webhookevent'}}");
    }
  }

  @Test
  void linesAndJsonValuesAreRecords() throws Exception {
    try (PushRig rig = start(", split_logs_at_newline: true")) {
      rig.send("POST", "/events", "a\r\n\nb");
      assertThat(bodies(rig)).containsExactly("a", "", "b");
    }
    try (PushRig rig = start(", split_logs_at_json_boundary: true")) {
      rig.send("POST", "/events", " {\"a\": \n[1, \"]\"]}{\"b\":{}}  [2] 3 \"x\" true");
      assertThat(bodies(rig))
          .containsExactly(
              "{\\'a\\': \\n[1, \\']\\']}", "{\\'b\\':{}}", "[2]", "3", "\\'x\\'", "true");
      HttpResponse<String> none = rig.send("POST", "/events", "{\"a\":");
      assertThat(none.statusCode()).isEqualTo(400);
      assertThat(none.body()).startsWith("\"malformed request: no JSON");
      assertThat(
              rig.settings
                  .meter()
                  .count(
                      "otelcol_receiver_malformed_requests",
                      Map.of("transport", "http", "signal", "logs")))
          .isEqualTo(1);
    }
  }

  @Test
  void headersAreAttributesButForTheOneThatIsASecret() throws Exception {
    String required = ", required_header: {key: X-Token, value: secret}";
    try (PushRig rig = start(required + ", convert_headers_to_attributes: true")) {
      HttpResponse<String> answer = rig.send("POST", "/events", "a");
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.body()).contains("missing required header");
      assertThat(rig.send("POST", "/events", "a", "X-Token", "other").statusCode()).isEqualTo(401);
      assertThat(rig.next.received()).isEmpty();
      assertThat(
              rig.send("POST", "/events", "a", "x-token", "secret", "x-event-ID", "7").statusCode())
          .isEqualTo(200);
      assertThat(rig.received().getFirst())
          .contains(
              "{'key':'header.X-Event-Id','value':{'arrayValue':{'values':[{'stringValue':'7'}]}}}")
          .contains("header.User-Agent")
          .doesNotContain("secret");
    }
    try (PushRig rig = start(required + ", header_attribute_regex: '^X-E'")) {
      rig.send("POST", "/events", "a", "X-Token", "secret", "x-event-id", "7");
      assertThat(rig.received().getFirst())
          .contains("header.X-Event-Id")
          .doesNotContain("User-Agent");
    }
  }

  @Test
  void aSenderHearsWhatThePipelineSays() throws Exception {
    try (PushRig rig = start("")) {
      rig.next.answering(
          new ConsumeResult.Retryable(Status.ofHttp(429), "slow", Duration.ofMillis(1500)));
      HttpResponse<String> later = rig.send("POST", "/events", "a");
      assertThat(later.statusCode()).isEqualTo(429);
      assertThat(later.headers().firstValue("retry-after")).hasValue("2");
      assertThat(later.body()).isEqualTo("\"slow\"");
      rig.next.answering(ConsumeResult.unavailable("full", null));
      assertThat(rig.send("POST", "/events", "a").statusCode()).isEqualTo(503);
      rig.next.answering(new ConsumeResult.Permanent(Status.INVALID_ARGUMENT, "never"));
      assertThat(rig.send("POST", "/events", "a").statusCode()).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /other, a, 404",
    "GET, /events, a, 405",
    "POST, /events, '', 400",
    "GET, /health_check, '', 200",
  })
  void otherRequests(String method, String path, String body, int status) throws Exception {
    try (PushRig rig = start("")) {
      HttpResponse<String> answer = rig.send(method, path, body);
      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
      assertThat(rig.next.received()).isEmpty();
    }
  }

  @Test
  void whatIsTooLargeIsRefused() throws Exception {
    try (PushRig rig = start(", max_request_body_size: 1000, split_logs_at_newline: true")) {
      assertThat(rig.send("POST", "/events", "x".repeat(1001)).statusCode()).isEqualTo(413);
    }
    Peak room = new Peak(20_000);
    try (PushRig rig =
        PushRig.start(
            new WebhookEventReceiverFactory(),
            ", split_logs_at_newline: true",
            room,
            Signal.LOGS)) {
      HttpResponse<String> answer = rig.send("POST", "/events", "\n".repeat(4000));
      assertThat(answer.statusCode()).as("records take more than lines").isEqualTo(413);
      assertThat(rig.next.received()).isEmpty();
      assertThat(room.peak()).isLessThanOrEqualTo(20_000);
    }
  }
}
