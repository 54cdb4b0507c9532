package io.beltline.receiver.loki;

import static io.beltline.components.loki.LokiSchema.entry;
import static io.beltline.components.loki.LokiSchema.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DynamicMessage;
import io.beltline.api.Admission;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Outputs;
import io.beltline.api.Status;
import io.beltline.components.otlp.ServerReceiver;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import io.beltline.transport.ClientSettings;
import io.beltline.transport.compression.Codecs;
import io.beltline.transport.compression.Compression;
import io.beltline.transport.config.GrpcClientConfig;
import io.beltline.transport.grpc.GrpcClient;
import io.beltline.transport.grpc.GrpcRequest;
import io.beltline.transport.grpc.GrpcResult;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pushes as clients of Loki make them, and what the pipeline gets. */
class LokiReceiverTest {
  private static final String PROTOBUF = "application/x-protobuf";
  private static final String JSON = "application/json";

  private final TestSettings settings = TestSettings.of("loki");
  private final List<String> got = new ArrayList<>();
  private ConsumeResult answer = ConsumeResult.accepted();
  private final ServerReceiver receiver = start();
  private final HttpClient http = HttpClient.newHttpClient();

  private ServerReceiver start() {
    Consumer next =
        (context, telemetry) -> {
          got.add(json(telemetry));
          return answer;
        };
    Outputs outputs =
        new Outputs() {
          @Override
          public Optional<Consumer> consumer(Signal signal) {
            return signal == Signal.LOGS ? Optional.of(next) : Optional.empty();
          }

          @Override
          public Admission admission() {
            return Admission.UNLIMITED;
          }
        };
    LokiReceiverConfig config =
        BoundYaml.value(
            LokiReceiverConfig.class,
            "{use_incoming_timestamp: true, protocols: {grpc: {endpoint: \"127.0.0.1:0\"},"
                + " http: {endpoint: \"127.0.0.1:0\"}}}");
    ServerReceiver started = new LokiReceiverFactory().create(settings.settings(), config, outputs);
    started.start(new TestHost(RealClock.INSTANCE));
    return started;
  }

  /** Without the time at which it was seen. */
  private static String json(Telemetry telemetry) {
    return new String(OtlpJson.write(telemetry), StandardCharsets.UTF_8)
        .replace('"', '\'')
        .replaceAll("'observedTimeUnixNano':'\\d+',", "");
  }

  @AfterEach
  void end() {
    http.close();
    receiver.shutdown(Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(5)));
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
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + receiver.httpPort() + path))
            .version(HttpClient.Version.HTTP_1_1)
            .timeout(Duration.ofSeconds(30))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    if (!encoding.isEmpty()) {
      request.header("Content-Encoding", encoding);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
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
    assertThat(got.stream().map(LokiReceiverTest::normal)).containsExactly(normal(json(wanted)));
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
    assertThat(got).hasSize(3);
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
    assertThat(got)
        .singleElement()
        .asString()
        .contains("'timeUnixNano':'5500000000'")
        .contains(attribute("app", "shop"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'streams':[]}", "{'streams':null}", "{'streams':[{}]}"})
  void requestsWithoutEntriesGoNoFurther(String json) throws Exception {
    assertThat(push(json).statusCode()).isEqualTo(204);
    assertThat(got).isEmpty();
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
    assertThat(got).isEmpty();
    assertThat(
            settings
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
    assertThat(got).isEmpty();
  }

  @Test
  void answersAsLokiDoes() throws Exception {
    DynamicMessage request = request("{app=\"shop\"}", entry(5, "x"));
    answer = new ConsumeResult.Retryable(Status.ofHttp(429), "slow", Duration.ofMillis(1500));
    HttpResponse<String> later = push(request);
    assertThat(later.statusCode()).isEqualTo(429);
    assertThat(later.headers().firstValue("retry-after")).hasValue("2");
    answer = ConsumeResult.unavailable("full", null);
    assertThat(push(request).statusCode()).isEqualTo(503);
    answer = new ConsumeResult.Permanent(Status.INVALID_ARGUMENT, "never");
    assertThat(push(request).statusCode()).isEqualTo(400);
    answer = new ConsumeResult.Accepted(1, "one was too old");
    HttpResponse<String> partly = push(request);
    assertThat(partly.statusCode()).isEqualTo(400);
    assertThat(partly.body()).isEqualTo("one was too old");
  }

  private GrpcResult call(GrpcClient client, byte[] message) {
    return client.call(
        GrpcRequest.of(
            "logproto.Pusher/Push",
            Payload.of(message),
            Context.EMPTY,
            Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(30))));
  }

  @Test
  void takesRequestsOverGrpc() {
    GrpcClientConfig config =
        BoundYaml.value(
            GrpcClientConfig.class,
            "{endpoint: \"127.0.0.1:" + receiver.grpcPort() + "\", tls: {insecure: true}}");
    TestSettings own = TestSettings.of("client");
    GrpcClient client =
        GrpcClient.create(
            config, ClientSettings.of(own.settings(), new TestHost(RealClock.INSTANCE)));
    try {
      byte[] message = request("{app=\"shop\"}", entry(5, "x")).toByteArray();
      assertThat(call(client, message)).isInstanceOf(GrpcResult.Ok.class);
      gets(record(5, "x", ",'attributes':[" + attribute("app", "shop") + "]"));
      assertThat(call(client, new byte[] {9, 9, 9})).isInstanceOf(GrpcResult.Failed.class);
      answer = ConsumeResult.unavailable("full", null);
      assertThat(call(client, message)).isInstanceOf(GrpcResult.Failed.class);
    } finally {
      client.close(Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(5)));
    }
  }
}
