package io.beltline.receiver.influxdb;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes as clients of InfluxDB send them, and their answers. */
class InfluxdbReceiverTest {

  private static PushRig start() {
    return PushRig.start(new InfluxdbReceiverFactory(), "", Signal.METRICS);
  }

  private static long dropped(PushRig rig, String reason) {
    return rig.settings.meter().count("beltline_receiver_dropped_items", Map.of("reason", reason));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/write?db=d&rp=r", "/api/v2/write?org=o&bucket=b"})
  void linesAreTaken(String path) throws Exception {
    try (PushRig rig = start()) {
      HttpResponse<String> answer =
          rig.send("POST", path, "cpu,host=a usage=1.5,count=2i,on=true,name=\"x\" 7\n");
      assertThat(answer.statusCode()).isEqualTo(204);
      assertThat(answer.body()).isEmpty();
      assertThat(rig.received())
          .containsExactly(
              "{'resourceMetrics':[{'resource':{},'scopeMetrics':[{'scope':{},'metrics':["
                  + "{'name':'cpu_usage','gauge':{'dataPoints':[{'attributes':[{'key':'host',"
                  + "'value':{'stringValue':'a'}}],'timeUnixNano':'7','asDouble':1.5}]}},"
                  + "{'name':'cpu_count','gauge':{'dataPoints':[{'attributes':[{'key':'host',"
                  + "'value':{'stringValue':'a'}}],'timeUnixNano':'7','asInt':'2'}]}}]}]}]}");
      assertThat(dropped(rig, "no_number")).isEqualTo(2);
      assertThat(
              rig.settings
                  .meter()
                  .count("beltline_receiver_read_records", Map.of("transport", "http")))
          .isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'',1700000000000000000",
    "ns,1700000000000000000",
    "n,1700000000000000000",
    "us,1700000000000000",
    "u,1700000000000000",
    "%C2%B5s,1700000000000000",
    "%C2%B5,1700000000000000",
    "%CE%BCs,1700000000000000",
    "ms,1700000000000",
    "s,1700000000",
    "m,28333333",
    "h,472222"
  })
  void aPrecisionIsNamed(String precision, String time) throws Exception {
    try (PushRig rig = start()) {
      String path = "/write" + (precision.isEmpty() ? "" : "?precision=" + precision);
      assertThat(rig.send("POST", path, "m f=1 " + time).statusCode()).isEqualTo(204);
      assertThat(rig.received().getFirst())
          .containsPattern("'timeUnixNano':'1(7|69999)[0-9]{13,}'");
    }
  }

  @Test
  void anUnknownPrecisionIsRefused() throws Exception {
    try (PushRig rig = start()) {
      HttpResponse<String> answer = rig.send("POST", "/write?precision=d", "m f=1 1");
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body())
          .isEqualTo("{\"error\":\"unrecognized precision (expected: ns, us, ms, s, m or h)\"}");
      assertThat(rig.next.received()).isEmpty();
      assertThat(
              rig.settings
                  .meter()
                  .count(
                      "otelcol_receiver_malformed_requests",
                      Map.of("transport", "http", "signal", "metrics")))
          .isEqualTo(1);
    }
  }

  @Test
  void linesThatCannotBeReadAreToldAndTheOthersTaken() throws Exception {
    try (PushRig rig = start()) {
      String body = "a f=1\nb f=\nc f=2\n" + "d\n".repeat(6);
      HttpResponse<String> answer = rig.send("POST", "/api/v2/write", body);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body())
          .startsWith(
              "{\"code\":\"invalid\",\"message\":\"partial write: unable to parse: line 2: ")
          .contains("; line 4: the fields are missing", "; and 2 more dropped=7\"}")
          .doesNotContain("line 8");
      assertThat(rig.next.items()).isEqualTo(2);
      assertThat(dropped(rig, "malformed")).isEqualTo(7);
      HttpResponse<String> first = rig.send("POST", "/write", "a f=1\nb");
      assertThat(first.body())
          .isEqualTo(
              "{\"error\":\"partial write: unable to parse: line 2: the fields are missing"
                  + " (expected: a space before them) dropped=1\"}");
      HttpResponse<String> none = rig.send("POST", "/write", "b");
      assertThat(none.body()).startsWith("{\"error\":\"unable to parse: line 1: ");
      assertThat(rig.next.received()).hasSize(2);
    }
  }

  @Test
  void whatIsRefusedForTheMomentIsNotCountedAsDropped() throws Exception {
    try (PushRig rig = start()) {
      rig.next.answering(
          new ConsumeResult.Retryable(Status.ofHttp(429), "slow", Duration.ofSeconds(3)));
      HttpResponse<String> answer = rig.send("POST", "/api/v2/write", "a f=1,g=t\nb");
      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.headers().firstValue("retry-after")).hasValue("3");
      assertThat(answer.body()).isEqualTo("{\"code\":\"too many requests\",\"message\":\"slow\"}");
      HttpResponse<String> first = rig.send("POST", "/write", "a f=1,g=t\nb");
      assertThat(first.statusCode()).as("clients of the first version drop at 4xx").isEqualTo(503);
      assertThat(first.headers().firstValue("retry-after")).hasValue("3");
      assertThat(dropped(rig, "malformed")).isZero();
      assertThat(dropped(rig, "no_number")).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 413, 500})
  void whatIsRefusedForGoodIsNotSentAgain(int code) throws Exception {
    try (PushRig rig = start()) {
      Status status = code == 500 ? Status.INTERNAL : Status.ofHttp(code);
      rig.next.answering(new ConsumeResult.Permanent(status, "never"));
      for (String path : List.of("/write", "/api/v2/write")) {
        HttpResponse<String> answer = rig.send("POST", path, "a f=1,g=t\nb");
        assertThat(answer.statusCode()).isEqualTo(code == 413 ? 413 : 400);
        assertThat(answer.body()).contains("\"never\"");
      }
      assertThat(dropped(rig, "malformed")).isEqualTo(2);
      assertThat(dropped(rig, "no_number")).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# nothing\n", "m f=t"})
  void nothingIsTakenToo(String body) throws Exception {
    try (PushRig rig = start()) {
      assertThat(rig.send("POST", "/write", body).statusCode()).isEqualTo(204);
      assertThat(rig.next.received()).isEmpty();
    }
  }

  @Test
  void clientsMayAskWhetherItListens() throws Exception {
    try (PushRig rig = start()) {
      HttpResponse<String> pong = rig.send("GET", "/ping", "");
      assertThat(pong.statusCode()).isEqualTo(204);
      assertThat(pong.headers().firstValue("x-influxdb-version")).hasValue("beltline");
      assertThat(rig.send("HEAD", "/ping", "").statusCode()).isEqualTo(204);
      HttpResponse<String> health = rig.send("GET", "/health", "");
      assertThat(health.statusCode()).isEqualTo(200);
      assertThat(health.body()).contains("\"status\":\"pass\"", "\"name\":\"influxdb\"");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET|/write|405|{\"error\":\"405 method not allowed, supported: [POST]\"}",
        "GET|/api/v2/write|405|{\"code\":\"method not allowed\",\"message\":\"405 method",
        "POST|/query|404|{\"error\":\"404 page not found\"}",
        "POST|/api/v2/query|404|{\"code\":\"not found\",\"message\":\"404 page not found\"}",
        "GET|/|404|{\"error\":\"404 page not found\"}"
      })
  void thereIsNothingElse(String method, String path, int status, String body) throws Exception {
    try (PushRig rig = start()) {
      HttpResponse<String> answer = rig.send(method, path, "");
      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(answer.body()).startsWith(body);
      assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
      assertThat(answer.headers().firstValue("allow").isPresent()).isEqualTo(status == 405);
    }
  }

  @Test
  void whatTheServerRefusesIsToldInTheWordsOfTheVersion() throws Exception {
    try (PushRig rig =
        PushRig.start(
            new InfluxdbReceiverFactory(), ", max_request_body_size: 10", Signal.METRICS)) {
      HttpResponse<String> first = rig.send("POST", "/write", "m f=123456789");
      assertThat(first.statusCode()).isEqualTo(413);
      assertThat(first.body()).startsWith("{\"error\":\"");
      HttpResponse<String> second = rig.send("POST", "/api/v2/write", "m f=123456789");
      assertThat(second.body()).startsWith("{\"code\":\"request too large\",\"message\":\"");
    }
  }

  @Test
  void pointsThatTakeMoreRoomThanThereIsAreRefused() throws Exception {
    Peak room = new Peak(300_000);
    try (PushRig rig = PushRig.start(new InfluxdbReceiverFactory(), "", room, Signal.METRICS)) {
      String tag = "t=" + "x".repeat(2000);
      StringBuilder body = new StringBuilder("m f=t,g=1\nm,b\nm," + tag + " a=1");
      for (int i = 0; i < 500; i++) {
        body.append(",f").append(i).append("=1");
      }
      assertThat(rig.send("POST", "/write", body.toString()).statusCode()).isEqualTo(413);
      assertThat(room.peak()).isLessThanOrEqualTo(300_000);
      assertThat(dropped(rig, "no_number")).as("of lines that were read").isEqualTo(1);
      assertThat(dropped(rig, "malformed")).isEqualTo(1);
    }
    assertThat(room.held()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"le=1,", "quantile=1,", ""})
  void tagsOfSeriesThatWaitForOtherLinesTakeRoom(String tag) throws Exception {
    Peak room = new Peak(3_000_000);
    try (PushRig rig = PushRig.start(new InfluxdbReceiverFactory(), "", room, Signal.METRICS)) {
      StringBuilder tags = new StringBuilder("prometheus," + tag + "t=t");
      for (int i = 0; i < 1000; i++) {
        tags.append(",t").append(i).append("=1");
      }
      StringBuilder body = new StringBuilder();
      for (int time = 0; time < 20; time++) {
        body.append(tags).append(" a_bucket=1,a_count=1,a_sum=1 ").append(time).append('\n');
      }
      assertThat(rig.send("POST", "/write", body.toString()).statusCode()).isEqualTo(413);
      assertThat(read(rig)).as("lines read").isBetween(5L, 19L);
    }
    assertThat(room.held()).isZero();
  }

  @Test
  void linesOfTheSameSeriesAndTimeAreOnePoint() throws Exception {
    try (PushRig rig = start()) {
      String one = "prometheus,t=t,le=%d a_bucket=1,b_bucket=1 7\n";
      String body = one.formatted(1) + one.formatted(2) + "prometheus,t=t a_count=3,a_sum=4 7\n";
      assertThat(rig.send("POST", "/write", body).statusCode()).isEqualTo(204);
      assertThat(rig.next.items()).isEqualTo(2);
    }
  }

  private static long read(PushRig rig) {
    return rig.settings
        .meter()
        .count("beltline_receiver_read_records", Map.of("transport", "http"));
  }
}
