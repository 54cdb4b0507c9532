package io.beltline.receiver.splunkhec;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Status;
import io.beltline.components.otlp.Peak;
import io.beltline.components.otlp.PushRig;
import io.beltline.model.Signal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events as clients of Splunk send them, and what the pipelines get. */
class SplunkHecReceiverTest {
  private static final String EVENTS = "/services/collector/event";
  private static final String RAW = "/services/collector/raw";

  private static PushRig start(String keys, Signal... signals) {
    return PushRig.start(new SplunkHecReceiverFactory(), keys, signals);
  }

  private static PushRig both(String keys) {
    return start(keys, Signal.LOGS, Signal.METRICS);
  }

  private static HttpResponse<String> post(PushRig rig, String path, String body, String... headers)
      throws Exception {
    return rig.send("POST", path, body.replace('\'', '"'), headers);
  }

  private static String attribute(String key, String value) {
    return "{'key':'" + key + "','value':{" + value + "}}";
  }

  @Test
  void aMethodThatThereIsNotIsToldInJson() throws Exception {
    try (PushRig rig = both("")) {
      HttpResponse<String> answer = rig.send("GET", EVENTS, "");
      assertThat(answer.statusCode()).isEqualTo(405);
      assertThat(answer.headers().firstValue("allow")).isPresent();
      assertThat(answer.body()).startsWith("{\"text\":\"405 method not allowed");
    }
  }

  @Test
  void eventsAreRecordsByWhatTheySayOfThemselves() throws Exception {
    try (PushRig rig = both(", access_token_passthrough: true")) {
      HttpResponse<String> answer =
          post(
              rig,
              EVENTS,
              "{'time':1700000000.123456789,'host':'h','source':'s','sourcetype':'t','index':'i',"
                  + "'event':{'a':[1,2.5,null,true]},'fields':{'user':'u','n':7,'l':['x']}}"
                  + "\n{'event':'second','time':'1700000000123'}{'host':'h','source':'s',"
                  + "'sourcetype':'t','index':'i','event':3}",
              "Authorization",
              "Splunk token-1");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("{\"text\":\"Success\",\"code\":0}");
      assertThat(rig.next.received()).hasSize(1);
      String got = rig.received().getFirst();
      assertThat(got)
          .contains(
              "'attributes':["
                  + attribute("host.name", "'stringValue':'h'")
                  + ","
                  + attribute("com.splunk.source", "'stringValue':'s'")
                  + ","
                  + attribute("com.splunk.sourcetype", "'stringValue':'t'")
                  + ","
                  + attribute("com.splunk.index", "'stringValue':'i'")
                  + ","
                  + attribute("com.splunk.hec.access_token", "'stringValue':'token-1'")
                  + "]")
          .contains("'timeUnixNano':'1700000000123456789'")
          .contains("'timeUnixNano':'1700000000123000000'")
          .contains("'body':{'stringValue':'second'}")
          .contains("'body':{'intValue':'3'}")
          .contains("{'intValue':'1'},{'doubleValue':2.5},{},{'boolValue':true}")
          .contains(attribute("user", "'stringValue':'u'"))
          .contains(attribute("n", "'intValue':'7'"));
      assertThat(got.split("'resource':", -1)).as("two resources").hasSize(3);
    }
  }

  @Test
  void metricsAreGauges() throws Exception {
    try (PushRig rig = both("")) {
      HttpResponse<String> answer =
          post(
              rig,
              "/services/collector",
              "{'time':1700000000,'event':'metric','host':'h','fields':{'metric_name:cpu.user':1.5,"
                  + "'metric_name:cpu.sys':2,'metric_name:bad':'no','cpu':0,'none':null}}"
                  + "{'event':'metric','host':'h','fields':{'metric_name':'old','_value':'3.5',"
                  + "'core':'1'}}");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      String got = rig.received().getFirst();
      assertThat(rig.next.items()).isEqualTo(3);
      assertThat(got)
          .contains("'name':'cpu.user'", "'asDouble':1.5", "'name':'cpu.sys'", "'asInt':'2'")
          .contains("'name':'old'", "'asDouble':3.5", attribute("core", "'stringValue':'1'"))
          .contains(attribute("cpu", "'stringValue':'0'"), "'timeUnixNano':'1700000000000000000'")
          .contains(attribute("host.name", "'stringValue':'h'"))
          .doesNotContain("none", "_value", "bad");
      assertThat(
              rig.settings
                  .meter()
                  .count("beltline_receiver_dropped_items", Map.of("reason", "no_number")))
          .isEqualTo(1);
    }
  }

  @Test
  void aRequestOfBothIsTakenWhenBothAre() throws Exception {
    Peak room = new Peak(1 << 20);
    try (PushRig rig =
        PushRig.start(new SplunkHecReceiverFactory(), "", room, Signal.LOGS, Signal.METRICS)) {
      String body = "{'event':'log'}{'event':'metric','fields':{'metric_name:a':1}}";
      assertThat(post(rig, EVENTS, body).statusCode()).isEqualTo(200);
      assertThat(rig.next.received())
          .extracting(call -> call.telemetry().signal())
          .containsExactly(Signal.LOGS, Signal.METRICS);
      rig.next.answering(
          (context, telemetry) ->
              telemetry.signal() == Signal.LOGS
                  ? ConsumeResult.accepted()
                  : ConsumeResult.unavailable("full", null));
      assertThat(post(rig, EVENTS, body).statusCode()).isEqualTo(503);
    }
    assertThat(room.held()).isZero();
  }

  @Test
  void shortageOfRoomTakesBothOrNone() throws Exception {
    Peak room = new Peak(1 << 16);
    Set<Integer> statuses = new HashSet<>();
    try (PushRig rig =
        PushRig.start(new SplunkHecReceiverFactory(), "", room, Signal.LOGS, Signal.METRICS)) {
      String body = "{'event':'log'}{'event':'metric','fields':{'metric_name:a':1}}";
      for (int free = 0; free < 6000; free += 50) {
        int before = rig.next.received().size();
        int taken = (1 << 16) - free;
        while (!room.tryAcquire(taken)) {
          Thread.onSpinWait(); // the request before has been answered and gives its room back
        }
        int status = post(rig, EVENTS, body).statusCode();
        room.release(taken);
        statuses.add(status);
        assertThat(rig.next.received()).as("%s", free).hasSize(before + (status == 200 ? 2 : 0));
      }
    }
    assertThat(statuses).containsExactlyInAnyOrder(200, 503);
  }

  @Test
  void roomThatOthersTakeMeanwhileIsNotMissedByMetrics() throws Exception {
    Peak room = new Peak(1 << 20);
    try (PushRig rig =
        PushRig.start(new SplunkHecReceiverFactory(), "", room, Signal.LOGS, Signal.METRICS)) {
      rig.next.answering(
          (context, telemetry) -> {
            if (telemetry.signal() == Signal.LOGS) {
              assertThat(room.tryAcquire((1 << 20) - room.held())).isTrue();
            }
            return ConsumeResult.accepted();
          });
      String body = "{'event':'log'}{'event':'metric','fields':{'metric_name:a':1}}";
      assertThat(post(rig, EVENTS, body).statusCode()).isEqualTo(200);
      assertThat(rig.next.received()).hasSize(2);
    }
  }

  @Test
  void itemsThatAreRefusedForGoodAreToldOfBoth() throws Exception {
    try (PushRig rig = both("")) {
      String body = "{'event':'log'}{'event':'metric','fields':{'metric_name:a':1}}";
      for (Signal refused : List.of(Signal.LOGS, Signal.METRICS)) {
        rig.next.answering(
            (context, telemetry) ->
                telemetry.signal() == refused
                    ? new ConsumeResult.Accepted(1, "no " + refused.label())
                    : ConsumeResult.accepted());
        HttpResponse<String> answer = post(rig, EVENTS, body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"text\":\"no " + refused.label() + "\",\"code\":6}");
      }
      rig.next.answering(
          (context, telemetry) ->
              new ConsumeResult.Accepted(1, "no " + telemetry.signal().label()));
      assertThat(post(rig, EVENTS, body).body())
          .isEqualTo("{\"text\":\"no logs; no metrics\",\"code\":6}");
    }
  }

  @Test
  void rawTextIsLinesOrOneRecord() throws Exception {
    try (PushRig rig = both("")) {
      HttpResponse<String> answer = post(rig, RAW + "?host=h&sourcetype=t", "a\r\nb");
      assertThat(answer.body()).isEqualTo("{\"text\":\"Success\",\"code\":0}");
      assertThat(rig.received().getFirst())
          .contains("'body':{'stringValue':'a'}", "'body':{'stringValue':'b'}")
          .contains(attribute("host.name", "'stringValue':'h'"))
          .contains(attribute("com.splunk.sourcetype", "'stringValue':'t'"));
    }
    try (PushRig rig = both(", splitting: none, raw_path: /raw")) {
      assertThat(post(rig, "/raw", "a\nb").statusCode()).isEqualTo(200);
      assertThat(rig.received().getFirst()).contains("'body':{'stringValue':'a\\nb'}");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''| No data|5",
        "{|Invalid data format|6",
        "[1]|Invalid data format|6",
        "{'event':'a','time':'x'}|Invalid data format|6",
        "{'event':'a','host':1}|Invalid data format|6",
        "{'host':'a'}|Event field is required|12",
        "{'event':null}|Event field is required|12",
        "{'event':''}|Event field cannot be blank|13",
        "{'event':'a','fields':{'b':{}}}|Error in handling indexed fields|15",
        "{'event':'a','fields':[]}|Error in handling indexed fields|15",
        "{'event':'a'}{'event':'metric'}|Unsupported metric event|6",
      },
      quoteCharacter = '`')
  void whatIsNoEventIsRefusedInSplunksWords(String body, String text, int code) throws Exception {
    try (PushRig rig = start("", Signal.LOGS)) {
      HttpResponse<String> answer = post(rig, EVENTS, body.equals("''") ? "" : body);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).startsWith("{\"text\":\"" + text.strip() + "\",\"code\":" + code);
      assertThat(rig.next.received()).isEmpty();
    }
  }

  @Test
  void aReceiverOfMetricsTakesNoLogs() throws Exception {
    try (PushRig rig = start("", Signal.METRICS)) {
      HttpResponse<String> log =
          post(rig, EVENTS, "{'event':'metric','fields':{'metric_name:a':1}}{'event':'x'}");
      assertThat(log.body())
          .isEqualTo("{\"text\":\"Unsupported log event\",\"code\":6,\"invalid-event-number\":1}");
      assertThat(post(rig, EVENTS, "{'event':'metric','fields':{'metric_name:a':1}}").statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void aSenderHearsWhatThePipelineSays() throws Exception {
    try (PushRig rig = both("")) {
      rig.next.answering(
          new ConsumeResult.Retryable(Status.ofHttp(429), "slow", Duration.ofSeconds(3)));
      HttpResponse<String> later = post(rig, EVENTS, "{'event':'a'}");
      assertThat(later.statusCode()).isEqualTo(429);
      assertThat(later.headers().firstValue("retry-after")).hasValue("3");
      assertThat(later.body()).isEqualTo("{\"text\":\"slow\",\"code\":9}");
      rig.next.answering(new ConsumeResult.Permanent(Status.INTERNAL, "never"));
      assertThat(post(rig, RAW, "a").body()).isEqualTo("{\"text\":\"never\",\"code\":8}");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET|/services/collector/health|200|{\"text\":\"HEC is healthy\",\"code\":17}",
        "GET|/services/collector/health/1.0|200|{\"text\":\"HEC is healthy\",\"code\":17}",
        "POST|/services/collector/ack|400|{\"text\":\"ACK is disabled\",\"code\":14}",
      },
      quoteCharacter = '`')
  void otherEndpoints(String method, String path, int status, String body) throws Exception {
    try (PushRig rig = both("")) {
      HttpResponse<String> answer = rig.send(method, path, "");
      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(answer.body()).isEqualTo(body);
    }
  }

  @Test
  void eventsThatTakeMoreRoomThanThereIsAreRefused() throws Exception {
    Peak room = new Peak(100_000);
    try (PushRig rig = PushRig.start(new SplunkHecReceiverFactory(), "", room, Signal.LOGS)) {
      String body = "{'event':[" + "0,".repeat(5000) + "0]}";
      assertThat(post(rig, EVENTS, body).statusCode()).isEqualTo(413);
      assertThat(room.peak()).isLessThanOrEqualTo(100_000);
    }
    assertThat(room.held()).isZero();
  }

  @Test
  void placesOfTheirOwnAreAskedFor() throws Exception {
    Peak room = new Peak(24 << 20);
    for (String kind : List.of("'log'", "'metric','fields':{'metric_name:a':1}")) {
      try (PushRig rig =
          PushRig.start(new SplunkHecReceiverFactory(), "", room, Signal.LOGS, Signal.METRICS)) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 50_000; i++) {
          body.append("{'host':'h").append(i).append("','event':").append(kind).append('}');
        }
        assertThat(post(rig, EVENTS, body.toString()).statusCode()).as(kind).isEqualTo(413);
      }
      assertThat(room.held()).isZero();
    }
  }

  @Test
  void aTextWithAMetricsNameStaysARecord() throws Exception {
    String body = "{'event':'order 17 failed','fields':{'metric_name':'http.requests'}}";
    try (PushRig rig = both("")) {
      assertThat(post(rig, EVENTS, body).statusCode()).isEqualTo(200);
      assertThat(rig.received())
          .singleElement()
          .asString()
          .contains("'body':{'stringValue':'order 17 failed'}")
          .contains(attribute("metric_name", "'stringValue':'http.requests'"));
    }
    try (PushRig rig = start("", Signal.LOGS)) {
      assertThat(post(rig, EVENTS, body).statusCode()).isEqualTo(200);
      assertThat(rig.next.items()).isEqualTo(1);
    }
  }

  @Test
  void anEventWithNumbersOfMetricsIsBoth() throws Exception {
    String body = "{'event':{'msg':'slow'},'fields':{'metric_name:duration':3}}";
    try (PushRig rig = both("")) {
      assertThat(post(rig, EVENTS, body).statusCode()).isEqualTo(200);
      assertThat(rig.received()).hasSize(2);
      assertThat(rig.received().getFirst()).contains("'stringValue':'slow'");
      assertThat(rig.received().getLast()).contains("'name':'duration'", "'asInt':'3'");
    }
    try (PushRig rig = start("", Signal.METRICS)) {
      assertThat(post(rig, EVENTS, body).statusCode()).isEqualTo(200);
      assertThat(rig.received().getFirst()).contains("'name':'duration'");
    }
  }

  @Test
  void inAReceiverOfMetricsAnEventWithoutItsNumberIsNoLog() throws Exception {
    String body =
        "{'event':'x','fields':{'metric_name:cpu':'n/a'}}"
            + "{'event':'x','fields':{'metric_name:cpu':1}}{'event':'x','fields':{'metric_name':'m'}}";
    try (PushRig rig = start("", Signal.METRICS)) {
      assertThat(post(rig, EVENTS, body).statusCode()).isEqualTo(200);
      assertThat(rig.next.items()).isEqualTo(1);
      assertThat(
              rig.settings
                  .meter()
                  .count("beltline_receiver_dropped_items", Map.of("reason", "no_number")))
          .isEqualTo(2);
    }
  }
}
