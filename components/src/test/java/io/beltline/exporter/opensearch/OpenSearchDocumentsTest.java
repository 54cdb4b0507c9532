package io.beltline.exporter.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Partial;
import io.beltline.api.ExportResult.Refused;
import io.beltline.api.Exporter;
import io.beltline.api.Exporter.ExportRequest;
import io.beltline.components.otlp.ScriptedBackend;
import io.beltline.exporter.Yaml;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import io.beltline.transport.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Documents byte for byte, where they go, and what becomes of them. */
class OpenSearchDocumentsTest {
  private static final String PLAIN = "document_ids: {enabled: false}\n";
  private static final String CREATED = "{'create':{'status':201}}";
  private static final Telemetry LOGS =
      read(
          Signal.LOGS,
          "{'resourceLogs':[{'resource':{'attributes':[{'key':'service.name','value':{'stringValue':'shop'}},"
              + "{'key':'n','value':{'intValue':'1'}}]},'scopeLogs':[{'scope':{'name':'cart','version':'1'},"
              + "'schemaUrl':'https://s','logRecords':[{'timeUnixNano':'1705314600000000001',"
              + "'observedTimeUnixNano':'1705314601000000000','severityText':'INFO','severityNumber':9,"
              + "'traceId':'0102030405060708090a0b0c0d0e0f10','spanId':'0102030405060708',"
              + "'body':{'stringValue':'hello'},'attributes':[{'key':'app','value':{'stringValue':'a'}},"
              + "{'key':'app.x','value':{'doubleValue':'NaN'}}]}]}]}]}");

  private final List<String> bulks = new CopyOnWriteArrayList<>();
  private volatile String items = CREATED;
  private final ScriptedBackend backend =
      ScriptedBackend.http(
          request -> {
            bulks.add(request.body().toUtf8());
            return HttpResponse.text(200, "{\"items\":[" + items.replace('\'', '"') + "]}");
          });

  @AfterEach
  void end() {
    backend.close();
  }

  private static Telemetry read(Signal signal, String json) {
    return OtlpJson.read(signal, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private ExportResult export(String yaml, Telemetry telemetry) {
    RealClock clock = RealClock.INSTANCE;
    OpenSearchExporterConfig config =
        Yaml.bind(
                OpenSearchExporterConfig.class,
                "http: {endpoint: \"http://127.0.0.1:" + backend.port() + "\"}\n" + yaml)
            .value();
    Exporter exporter =
        new OpenSearchExporterFactory().create(TestSettings.of("opensearch").settings(), config);
    exporter.start(new TestHost(clock));
    try {
      return exporter.export(
          new ExportRequest(Context.EMPTY, telemetry, Deadline.in(clock, Duration.ofSeconds(30))));
    } finally {
      exporter.shutdown(Deadline.in(clock, Duration.ofSeconds(1)));
    }
  }

  private List<String> lines() {
    return bulks.getLast().lines().toList();
  }

  @Test
  void logsAreOfTheSimpleSchema() {
    assertThat(export(PLAIN, LOGS)).isEqualTo(ExportResult.delivered());
    assertThat(lines())
        .containsExactly(
            "{\"create\":{\"_index\":\"ss4o_logs-default-namespace\"}}",
            "{\"attributes\":{\"app\":\"a\",\"app.x\":null,\"data_stream\":{\"dataset\":\"default\","
                + "\"namespace\":\"namespace\",\"type\":\"record\"}},\"body\":\"hello\","
                + "\"instrumentationScope\":{\"name\":\"cart\",\"schemaUrl\":\"https://s\",\"version\":\"1\"},"
                + "\"observedTimestamp\":\"2024-01-15T10:30:01.000000000Z\","
                + "\"resource\":{\"service.name\":\"shop\",\"n\":\"1\"},\"schemaUrl\":\"https://s\","
                + "\"severity\":{\"text\":\"INFO\",\"number\":9},\"spanId\":\"0102030405060708\","
                + "\"@timestamp\":\"2024-01-15T10:30:00.000000001Z\","
                + "\"traceId\":\"0102030405060708090a0b0c0d0e0f10\"}");
  }

  @Test
  void spansAreOfTheSimpleSchema() {
    Telemetry spans =
        read(
            Signal.TRACES,
            "{'resourceSpans':[{'scopeSpans':[{'spans':[{'traceId':'0102030405060708090a0b0c0d0e0f10',"
                + "'spanId':'0102030405060708','name':'GET','kind':2,'startTimeUnixNano':'1705314600000000000',"
                + "'endTimeUnixNano':'1705314600000000001','status':{'code':2,'message':'m'},"
                + "'events':[{'name':'e','timeUnixNano':'1705314600000000000'}],"
                + "'links':[{'traceId':'0102030405060708090a0b0c0d0e0f11','spanId':'0102030405060709'}]}]}]}]}");
    assertThat(export(PLAIN + "dataset: d\nnamespace: n\n", spans))
        .isEqualTo(ExportResult.delivered());
    assertThat(lines())
        .containsExactly(
            "{\"create\":{\"_index\":\"ss4o_traces-d-n\"}}",
            "{\"attributes\":{\"data_stream\":{\"dataset\":\"d\",\"namespace\":\"n\",\"type\":\"span\"}},"
                + "\"droppedAttributesCount\":0,\"droppedEventsCount\":0,\"droppedLinksCount\":0,"
                + "\"endTime\":\"2024-01-15T10:30:00.000000001Z\",\"events\":[{\"attributes\":{},"
                + "\"droppedAttributesCount\":0,\"name\":\"e\",\"@timestamp\":\"2024-01-15T10:30:00.000000000Z\"}],"
                + "\"instrumentationScope\":{\"droppedAttributesCount\":0},\"kind\":\"Server\","
                + "\"links\":[{\"spanId\":\"0102030405060709\",\"traceId\":\"0102030405060708090a0b0c0d0e0f11\","
                + "\"droppedAttributesCount\":0}],\"name\":\"GET\",\"parentSpanId\":\"\","
                + "\"spanId\":\"0102030405060708\",\"startTime\":\"2024-01-15T10:30:00.000000000Z\","
                + "\"status\":{\"code\":\"Error\",\"message\":\"m\"},"
                + "\"@timestamp\":\"2024-01-15T10:30:00.000000000Z\","
                + "\"traceId\":\"0102030405060708090a0b0c0d0e0f10\",\"traceState\":\"\"}");
  }

  @Test
  void otherModesKeepTheNamesOfOtlp() {
    export(PLAIN + "mapping: {mode: ecs}\n", LOGS);
    assertThat(lines().get(1))
        .isEqualTo(
            "{\"@timestamp\":\"2024-01-15T10:30:00.000000001Z\",\"Attributes\":{\"app\":{\"value\":\"a\","
                + "\"x\":null},\"n\":1,\"service\":{\"name\":\"shop\"}},\"Body\":\"hello\","
                + "\"SeverityNumber\":9,\"SeverityText\":\"INFO\",\"SpanId\":\"0102030405060708\","
                + "\"TraceFlags\":0,\"TraceId\":\"0102030405060708090a0b0c0d0e0f10\"}");
    export(
        PLAIN
            + "mapping: {mode: flatten_attributes, dedot: false, timestamp_field: t,"
            + " unix_timestamp: true}\n",
        LOGS);
    assertThat(lines().get(1))
        .startsWith("{\"Body\":\"hello\",")
        .contains("\"app.value\":\"a\"", "\"service.name\":\"shop\"", "\"t\":1705314600000");
  }

  @Test
  void bodiesMustBeMapsInBodymap() {
    ExportResult result = export("mapping: {mode: bodymap}\n", LOGS);
    assertThat(((Refused) result).refusal().action()).isEqualTo(Action.DEAD_LETTER);
    assertThat(bulks).isEmpty();
  }

  @Test
  void indicesAreFilledIn() {
    export(
        """
        logs_index: "otel-%{service.name}-%{scope.name}-%{none}"
        logs_index_time_format: yyyy.MM.dd
        """,
        LOGS);
    assertThat(lines().getFirst())
        .contains("\"_index\":\"otel-shop-cart-unknown-2024.01.15\"", "_id");
    export("logs_index: \"a-%{none}\"\nlogs_index_fallback: b\nbulk_action: index\n", LOGS);
    assertThat(lines().getFirst()).startsWith("{\"index\":{\"_index\":\"a-b\"");
  }

  @Test
  void eachItemHasItsOutcome() {
    Telemetry two =
        read(
            Signal.LOGS,
            "{'resourceLogs':[{'scopeLogs':[{'logRecords':[{'body':{'stringValue':'a'}},"
                + "{'body':{'stringValue':'b'}}]}]}]}");
    items =
        CREATED
            + ",{'create':{'status':400,'error':{'type':'mapper_parsing_exception','reason':'no'}}}";
    ExportResult result = export("", two);
    assertThat(((Partial) result).parts())
        .singleElement()
        .satisfies(
            part -> {
              assertThat(part.refusal().action()).isEqualTo(Action.DEAD_LETTER);
              assertThat(part.refusal().message())
                  .isEqualTo("HTTP 400: mapper_parsing_exception: no");
              assertThat(part.telemetry().itemCount()).isEqualTo(1);
            });
  }

  @Test
  void whatIsHeldForItsIndexWaitsThereAlone() {
    items =
        "{'create':{'status':404,'error':{'type':'index_not_found_exception','reason':'no"
            + " index'}}}";
    ExportResult result = export("logs_index: \"logs-%{service.name}\"\n", LOGS);
    assertThat(((Partial) result).parts())
        .singleElement()
        .satisfies(
            part -> {
              assertThat(part.refusal().action()).isEqualTo(Action.HOLD);
              assertThat(part.lane()).isEqualTo("logs-shop");
            });
  }
}
