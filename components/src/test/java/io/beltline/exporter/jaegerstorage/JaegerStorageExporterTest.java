package io.beltline.exporter.jaegerstorage;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.Exporter;
import io.beltline.api.Exporter.ExportRequest;
import io.beltline.components.otlp.ScriptedBackend;
import io.beltline.exporter.Yaml;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestSettings;
import io.beltline.transport.grpc.GrpcReply;
import io.beltline.transport.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents byte for byte, what comes before them, and what becomes of them. */
class JaegerStorageExporterTest {
  private static final String IDS =
      "'traceId':'0102030405060708090a0b0c0d0e0f10','spanId':'0102030405060708'";
  private static final String TIMES =
      ",'startTimeUnixNano':'1705314600000001999','endTimeUnixNano':'1705314600000004000'";
  private static final String ROOT = "{'version':{'number':'9.5.3'}}";

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile String root = ROOT;
  private volatile int templateStatus = 200;
  private volatile String items = "";
  private final ScriptedBackend engine =
      ScriptedBackend.http(
          request -> {
            String line = request.method() + " " + request.path();
            requests.add(line + "\n" + request.body().toUtf8());
            return switch (request.method()) {
              case "GET" -> json(200, root);
              case "PUT" -> json(templateStatus, "{}");
              default -> json(200, "{'items':[" + items + "]}");
            };
          });

  @TempDir private Path folder;

  private static HttpResponse json(int status, String text) {
    return HttpResponse.text(status, text.replace('\'', '"'));
  }

  @AfterEach
  void end() {
    engine.close();
  }

  private static Telemetry spans(String resource, String... spans) {
    String request =
        "{'resourceSpans':[{'resource':{'attributes':[%s]},'scopeSpans':[{'scope':{'name':'lib'},'spans':[%s]}]}]}"
            .formatted(resource, String.join(",", spans));
    return OtlpJson.read(
        Signal.TRACES, request.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static String attribute(String key, String value) {
    return "{'key':'" + key + "','value':{" + value + "}}";
  }

  private Exporter open(String keys) {
    return start(
        "opensearch: {server_urls: [\"http://127.0.0.1:" + engine.port() + "\"], " + keys + "}");
  }

  private static Exporter start(String storage) {
    Exporter exporter =
        new JaegerStorageExporterFactory()
            .create(
                TestSettings.of("jaeger_storage_exporter").settings(),
                Yaml.bind(JaegerStorageExporterConfig.class, "trace_storage: main").value());
    exporter.start(Storages.host(storage));
    return exporter;
  }

  private static ExportResult export(Exporter exporter, Telemetry telemetry) {
    RealClock clock = RealClock.INSTANCE;
    return exporter.export(
        new ExportRequest(Context.EMPTY, telemetry, Deadline.in(clock, Duration.ofSeconds(30))));
  }

  private ExportResult once(String keys, Telemetry telemetry) {
    Exporter exporter = open(keys);
    try {
      return export(exporter, telemetry);
    } finally {
      exporter.shutdown(Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(1)));
    }
  }

  private List<String> bulk() {
    return requests.getLast().lines().skip(1).toList();
  }

  @Test
  void aSpanIsADocumentAndSoAreItsServiceAndName() {
    items = "{'index':{'status':201}},{'index':{'status':201}}";
    Telemetry spans =
        spans(
            attribute("service.name", "'stringValue':'shop'")
                + ","
                + attribute("host", "'stringValue':'h'"),
            "{"
                + IDS
                + ",'parentSpanId':'0102030405060709','name':'GET"
                + " <x>','kind':3,'flags':257,'traceState':'a=b'"
                + TIMES
                + ",'status':{'code':2,'message':'m'},'attributes':["
                + String.join(
                    ",",
                    attribute("i", "'intValue':'9007199254740993'"),
                    attribute("d", "'doubleValue':1.5"),
                    attribute("n", "'doubleValue':'NaN'"),
                    attribute("b", "'boolValue':true"),
                    attribute("x", "'bytesValue':'AQI='"),
                    attribute("l", "'arrayValue':{'values':[{'intValue':'1'}]}"))
                + "],'events':[{'timeUnixNano':'1705314600000003000','name':'e','attributes':["
                + attribute("k", "'stringValue':'v'")
                + "]}],'links':[{'traceId':'1112030405060708090a0b0c0d0e0f10','spanId':'1102030405060708'},"
                + "{'traceId':'0102030405060708090a0b0c0d0e0f10','spanId':'0102030405060709'}]}");
    assertThat(once("", spans)).isEqualTo(ExportResult.delivered());
    String document =
        "{'traceID':'0102030405060708090a0b0c0d0e0f10','spanID':'0102030405060708','parentSpanID':'0102030405060709','flags':257,'operationName':'GET"
            + " <x>','references':["
            + "{'refType':'FOLLOWS_FROM','traceID':'0102030405060708090a0b0c0d0e0f10','spanID':'0102030405060709'},"
            + "{'refType':'FOLLOWS_FROM','traceID':'1112030405060708090a0b0c0d0e0f10','spanID':'1102030405060708'}],"
            + "'startTime':1705314600000001,'startTimeMillis':1705314600000,'duration':2,'tags':["
            + "{'key':'otel.scope.name','type':'string','value':'lib'},"
            + "{'key':'i','type':'int64','value':9007199254740993},{'key':'d','type':'float64','value':1.5},"
            + "{'key':'n','type':'string','value':'NaN'},{'key':'b','type':'bool','value':true},"
            + "{'key':'x','type':'binary','value':'0102'},{'key':'l','type':'string','value':'[1]'},"
            + "{'key':'span.kind','type':'string','value':'client'},{'key':'error','type':'bool','value':true},"
            + "{'key':'otel.status_description','type':'string','value':'m'},"
            + "{'key':'w3c.tracestate','type':'string','value':'a=b'}],'logs':[{'timestamp':1705314600000003,"
            + "'fields':[{'key':'event','type':'string','value':'e'},{'key':'k','type':'string','value':'v'}]}],"
            + "'process':{'serviceName':'shop','tags':[{'key':'host','type':'string','value':'h'}]}}";
    document = document.replace('\'', '"');
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    String hash = Fnv.text(Fnv.add(Fnv.start(), bytes, 0, bytes.length));
    assertThat(bulk())
        .containsExactly(
            "{\"index\":{\"_index\":\"jaeger-service-2024-01-15\",\"_id\":\"4fd8ffcf37b0eab9\"}}",
            "{\"serviceName\":\"shop\",\"operationName\":\"GET <x>\"}",
            "{\"index\":{\"_index\":\"jaeger-span-2024-01-15\",\"_id\":\"0102030405060708090a0b0c0d0e0f10_0102030405060708_"
                + hash
                + "\"}}",
            document);
  }

  @Test
  void tagsThatAreFieldsStandInAnObject() throws Exception {
    Path names = Files.writeString(folder.resolve("names"), "host.name\n\n");
    Telemetry spans =
        spans(
            attribute("host.name", "'stringValue':'h'"),
            "{"
                + IDS
                + TIMES
                + ",'attributes':["
                + attribute("a.b", "'intValue':'1'")
                + ","
                + attribute("c", "'intValue':'2'")
                + "]}");
    once(
        "tags_as_fields: {include: \"a.b\", dot_replacement: \"_\", config_file: " + names + "}",
        spans);
    assertThat(bulk().getLast())
        .contains("{\"key\":\"c\",\"type\":\"int64\",\"value\":2}],\"tag\":{\"a_b\":1},\"logs\"")
        .contains("\"tags\":[],\"tag\":{\"host_name\":\"h\"}}")
        .contains("\"serviceName\":\"missing-service-name\"")
        .contains("\"operationName\":\"empty-span-name\"");
  }

  @Test
  void anEndBeforeTheStartIsNoTime() {
    once("", spans("", "{" + IDS + ",'startTimeUnixNano':'2000000','endTimeUnixNano':'1000000'}"));
    assertThat(bulk().getLast()).contains("\"startTime\":2000,").contains("\"duration\":0,");
  }

  @Test
  void templatesAreMadeBeforeTheFirstSpanAndOnce() {
    items = "{'index':{'status':201}},{'index':{'status':201}}";
    Exporter exporter = open("indices: {index_prefix: p, spans: {shards: 2, priority: 7}}");
    assertThat(export(exporter, spans("", "{" + IDS + TIMES + "}")))
        .isEqualTo(ExportResult.delivered());
    assertThat(requests.stream().map(request -> request.lines().findFirst().orElseThrow()))
        .containsExactly(
            "GET /",
            "PUT /_index_template/p-jaeger-span",
            "PUT /_index_template/p-jaeger-service",
            "PUT /_index_template/p-jaeger-dependencies",
            "POST /_bulk");
    assertThat(requests.get(1))
        .contains(
            "{\"priority\":7,\"index_patterns\":[\"p-jaeger-span-*\"],\"template\":{\"settings\":")
        .contains("\"index.number_of_shards\":2,\"index.number_of_replicas\":1,");
    items = "{'index':{'status':201}}";
    assertThat(export(exporter, spans("", "{" + IDS + TIMES + "}")))
        .isEqualTo(ExportResult.delivered());
    assertThat(requests).hasSize(6);
    assertThat(bulk()).as("its service is known").hasSize(2);
    exporter.shutdown(Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(1)));
  }

  @Test
  void theEngineAndTheRotationDecideTheForm() {
    root = "{'version':{'distribution':'opensearch','number':'3.8.0'}}";
    once("indices: {spans: {rotation: {auto_rollover: }}}", spans("", "{" + IDS + "}"));
    assertThat(requests.get(1))
        .startsWith("PUT /_template/jaeger-span\n")
        .contains("\"index_patterns\":[\"*jaeger-span-*\"],\"aliases\":{\"jaeger-span-read\":{}}")
        .contains("\"plugins.index_state_management.rollover_alias\":\"jaeger-span-write\"");
    requests.clear();
    once(
        "version: 8, indices: {spans: {rotation: {auto_rollover: {policy_name: p}}}}",
        spans("", "{" + IDS + "}"));
    assertThat(requests.getFirst())
        .startsWith("PUT /_index_template/jaeger-span\n")
        .contains("\"lifecycle\":{\"name\":\"p\",\"rollover_alias\":\"jaeger-span-write\"}");
  }

  @Test
  void nothingIsWrittenWithoutTemplates() {
    templateStatus = 403;
    Exporter exporter = open("");
    assertThat(action(export(exporter, spans("", "{" + IDS + "}")))).isEqualTo(Action.HOLD);
    templateStatus = 503;
    assertThat(action(export(exporter, spans("", "{" + IDS + "}")))).isEqualTo(Action.RETRY);
    assertThat(requests).noneMatch(request -> request.startsWith("POST"));
    templateStatus = 200;
    items = "{'index':{'status':201}},{'index':{'status':201}}";
    assertThat(export(exporter, spans("", "{" + IDS + "}"))).isEqualTo(ExportResult.delivered());
    exporter.shutdown(Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(1)));
  }

  @Test
  void aSpanThatIsRefusedDoesNotTakeOthersWithIt() {
    items =
        "{'index':{'status':201}},{'index':{'status':201}},"
            + "{'index':{'status':400,'error':{'type':'mapper_parsing_exception','reason':'r'}}}";
    ExportResult result =
        once("create_mappings: false", spans("", "{" + IDS + "}", "{" + IDS + TIMES + "}"));
    assertThat(bulk()).hasSize(8);
    assertThat(result).isInstanceOf(ExportResult.Refused.class);
  }

  @Test
  void credentialsAreSent() throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "abc\n");
    List<String> seen = new CopyOnWriteArrayList<>();
    try (ScriptedBackend guarded =
        ScriptedBackend.http(
            request -> {
              seen.add(request.headers().get("authorization") + " " + request.headers().get("x-a"));
              return json(200, "{'items':[{'index':{'status':201}},{'index':{'status':201}}]}");
            })) {
      String url = "server_urls: [\"http://127.0.0.1:" + guarded.port() + "\"]";
      for (String auth :
          List.of(
              "basic: {username: u, password: p}",
              "bearer_token: {file_path: " + token + "}",
              "api_key: {file_path: " + token + "}")) {
        Exporter exporter =
            start(
                "elasticsearch: {create_mappings: false, custom_headers: {x-a: b}, %s, auth: {%s}}"
                    .formatted(url, auth));
        export(exporter, spans("", "{" + IDS + "}"));
        exporter.shutdown(Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(1)));
      }
    }
    assertThat(seen).containsExactly("[Basic dTpw] [b]", "[Bearer abc] [b]", "[ApiKey abc] [b]");
  }

  @Test
  void theRemoteApiTakesRequestsAsTheyAre() {
    List<Slice> taken = new CopyOnWriteArrayList<>();
    Telemetry spans = spans("", "{" + IDS + "}");
    try (ScriptedBackend server =
        ScriptedBackend.grpc(
            call -> {
              taken.add(Slice.of(call.message().toByteArray()));
              return GrpcReply.of(Slice.EMPTY);
            })) {
      Exporter exporter =
          start(
              "grpc: {endpoint: \"127.0.0.1:1\", writer: {endpoint: \"127.0.0.1:%d\", tls: {insecure: true}}}"
                  .formatted(server.port()));
      assertThat(export(exporter, spans)).isEqualTo(ExportResult.delivered());
      exporter.shutdown(Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(1)));
    }
    assertThat(taken).hasSize(1);
    assertThat(taken.getFirst().toByteArray())
        .isEqualTo(spans.payload().chunks().getFirst().toByteArray());
  }

  private static Action action(ExportResult result) {
    return ((ExportResult.Refused) result).refusal().action();
  }
}
