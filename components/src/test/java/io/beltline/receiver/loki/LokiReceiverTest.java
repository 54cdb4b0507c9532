package io.beltline.receiver.loki;

import static io.beltline.components.loki.LokiSchema.entry;
import static io.beltline.components.loki.LokiSchema.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DynamicMessage;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Status;
import io.beltline.components.otlp.PushRig;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.transport.compression.Codecs;
import io.beltline.transport.compression.Compression;
import io.beltline.transport.grpc.GrpcResult;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pushes as clients of Loki make them, and what the pipeline gets. */
class LokiReceiverTest {
  private static final String PROTOBUF = "application/x-protobuf";
  private static final String JSON = "application/json";

  private final PushRig rig =
      PushRig.both(new LokiReceiverFactory(), ", use_incoming_timestamp: true", Signal.LOGS);

  @AfterEach
  void end() {
    rig.close();
  }

  private HttpResponse<String> push(DynamicMessage message) throws Exception {
    Slice block = Codecs.compress(Compression.SNAPPY, 0, List.of(Slice.of(message.toByteArray())));
    return post("/loki/api/v1/push", PROTOBUF, "", block.toByteArray());
  }

  private HttpResponse<String> push(String json) throws Exception {
    return post(
        "/loki/api/v1/push", JSON, "", json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private HttpResponse<String> post(String path, String type, String encoding, byte[] body)
      throws Exception {
    List<String> headers = new ArrayList<>();
    if (!type.isEmpty()) {
      headers.addAll(List.of("Content-Type", type));
    }
    if (!encoding.isEmpty()) {
      headers.addAll(List.of("Content-Encoding", encoding));
    }
    return rig.send("POST", path, body, headers.toArray(String[]::new));
  }

  private static String record(long seconds, String line, String more) {
    return "{'timeUnixNano':'%d000000000','body':{'stringValue':'%s'}%s}"
        .formatted(seconds, line, more);
  }

  private static String logs(String... records) {
    return "{'resourceLogs':[{'resource':{},'scopeLogs':[{'scope':{},'logRecords':["
        + String.join(",", records)
        + "]}]}]}";
  }

  private static String attribute(String key, String value) {
    return "{'key':'" + key + "','value':{'stringValue':'" + value + "'}}";
  }

  private void gets(String... records) {
    Telemetry wanted =
        OtlpJson.read(
            Signal.LOGS, logs(records).replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    String json = new String(OtlpJson.write(wanted), StandardCharsets.UTF_8).replace('"', '\'');
    assertThat(rig.received().stream().map(LokiReceiverTest::normal)).containsExactly(normal(json));
  }

  /** What is empty may be left out. */
  private static String normal(String json) {
    return json.replace("'resource':{},", "").replace("'scope':{},", "");
  }

  @Test
  void takesProtobuf() throws Exception {
    HttpResponse<String> response =
        push(
            request(
                "{app=\"shop\", __path__=\"/x\"}",
                entry(5, "first", "user", "u1", "app", "other"),
                entry(
                    6,
                    "second",
                    "trace_id",
                    "0af7651916cd43dd8448eb211c80319c",
                    "span_id",
                    "b7ad6b7169203331")));
    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.body()).isEmpty();
    gets(
        record(
            5,
            "first",
            ",'attributes':[" + attribute("app", "shop") + "," + attribute("user", "u1") + "]"),
        record(
            6,
            "second",
            ",'attributes':["
                + attribute("app", "shop")
                + "],'traceId':'0af7651916cd43dd8448eb211c80319c','spanId':'b7ad6b7169203331'"));
  }

  @Test
  void takesProtobufThatSaysThatItIsSnappy() throws Exception {
    byte[] message = request("{app=\"shop\"}", entry(5, "x")).toByteArray();
    Slice block = Codecs.compress(Compression.SNAPPY, 0, List.of(Slice.of(message)));
    assertThat(post("/api/prom/push", PROTOBUF, "snappy", block.toByteArray()).statusCode())
        .isEqualTo(204);
    assertThat(post("/loki/api/v1/push", "", "", block.toByteArray()).statusCode()).isEqualTo(204);
    byte[] zipped =
        Codecs.compress(Compression.GZIP, 1, List.of(Slice.of(block.toByteArray()))).toByteArray();
    assertThat(post("/loki/api/v1/push", PROTOBUF, "gzip", zipped).statusCode()).isEqualTo(204);
    assertThat(rig.received()).hasSize(3);
  }

  @Test
  void takesJson() throws Exception {
    HttpResponse<String> response =
        push(
            "{'streams':[{'stream':{'app':'shop'},'values':[['5000000000','first'],"
                + "['6000000000','second',{'user':'u1'}]],'more':[1]},{'stream':{}}],'x':{}}");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(204);
    gets(
        record(5, "first", ",'attributes':[" + attribute("app", "shop") + "]"),
        record(
            6,
            "second",
            ",'attributes':[" + attribute("app", "shop") + "," + attribute("user", "u1") + "]"));
  }

  @Test
  void takesJsonOfOldClients() throws Exception {
    String json =
        "{'streams':[{'entries':[{'ts':'1970-01-01T01:00:05.5+01:00','line':'x'}],"
            + "'labels':'{app=\\'shop\\'}'}]}";
    assertThat(
            post(
                    "/api/prom/push",
                    JSON + "; charset=utf-8",
                    "",
                    json.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                .statusCode())
        .isEqualTo(204);
    assertThat(rig.received())
        .singleElement()
        .asString()
        .contains("'timeUnixNano':'5500000000'")
        .contains(attribute("app", "shop"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'streams':[]}", "{'streams':null}", "{'streams':[{}]}"})
  void requestsWithoutEntriesGoNoFurther(String json) throws Exception {
    assertThat(push(json).statusCode()).isEqualTo(204);
    assertThat(rig.received()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|an object with streams",
        "{'streams':{}}|an array of streams",
        "{'streams':[1]}|a stream",
        "{'streams':[{'stream':{'a':1},'values':[]}]}|a text",
        "{'streams':[{'values':[['now','x']]}]}|nanoseconds as text",
        "{'streams':[{'values':[['1']]}]}|a line",
        "{'streams':[{'values':[['1','x',{},1]]}]}|the end of a value",
        "{'streams':[{'values':[['1','x'],]}]}|no JSON",
        "{'streams':[]} x|no JSON",
        "{'streams':[{'labels':'{a}'}]}|labels cannot be read",
        "{'streams':[{'entries':[{'ts':'now'}]}]}|a time such as",
        "{'streams':[{'values'|no JSON",
      })
  void jsonThatIsNoneIsRefused(String json, String words) throws Exception {
    HttpResponse<String> response = push(json);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).startsWith("malformed request: ").contains(words);
    assertThat(rig.received()).isEmpty();
    assertThat(
            rig.settings
                .meter()
                .count(
                    "otelcol_receiver_malformed_requests",
                    Map.of("transport", "http", "signal", "logs")))
        .isEqualTo(1);
  }

  @Test
  void protobufThatIsNoneIsRefused() throws Exception {
    assertThat(post("/loki/api/v1/push", PROTOBUF, "", new byte[] {9, 9, 9}).body())
        .contains("no snappy block");
    HttpResponse<String> labels = push(request("app", entry(1, "x")));
    assertThat(labels.statusCode()).isEqualTo(400);
    assertThat(labels.body()).contains("labels cannot be read");
    assertThat(post("/loki/api/v1/push", "text/plain", "", new byte[0]).statusCode())
        .isEqualTo(415);
    assertThat(rig.received()).isEmpty();
  }

  @Test
  void answersAsLokiDoes() throws Exception {
    DynamicMessage request = request("{app=\"shop\"}", entry(5, "x"));
    rig.next.answering(
        new ConsumeResult.Retryable(Status.ofHttp(429), "slow", Duration.ofMillis(1500)));
    HttpResponse<String> later = push(request);
    assertThat(later.statusCode()).isEqualTo(429);
    assertThat(later.headers().firstValue("retry-after")).hasValue("2");
    rig.next.answering(ConsumeResult.unavailable("full", null));
    assertThat(push(request).statusCode()).isEqualTo(503);
    rig.next.answering(new ConsumeResult.Permanent(Status.INVALID_ARGUMENT, "never"));
    assertThat(push(request).statusCode()).isEqualTo(400);
    rig.next.answering(new ConsumeResult.Accepted(1, "one was too old"));
    HttpResponse<String> partly = push(request);
    assertThat(partly.statusCode()).isEqualTo(400);
    assertThat(partly.body()).isEqualTo("one was too old");
  }

  private GrpcResult call(byte[] message) {
    return rig.call("logproto.Pusher/Push", Slice.of(message));
  }

  @Test
  void takesRequestsOverGrpc() {
    byte[] message = request("{app=\"shop\"}", entry(5, "x")).toByteArray();
    assertThat(call(message)).isInstanceOf(GrpcResult.Ok.class);
    gets(record(5, "x", ",'attributes':[" + attribute("app", "shop") + "]"));
    assertThat(call(new byte[] {9, 9, 9})).isInstanceOf(GrpcResult.Failed.class);
    rig.next.answering(ConsumeResult.unavailable("full", null));
    assertThat(call(message)).isInstanceOf(GrpcResult.Failed.class);
  }
}
