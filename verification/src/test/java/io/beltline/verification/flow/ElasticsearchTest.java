package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.peer.ElasticsearchServer;
import io.beltline.verification.peer.Web;
import io.beltline.verification.process.Eventually;
import io.beltline.verification.process.Ports;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A real Elasticsearch holds what was sent to it, once. The templates are ours, after those of the
 * OpenTelemetry data streams; they need no module beside the server.
 */
@Tag("long") // it starts an Elasticsearch of 45 MB
class ElasticsearchTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String ALL = "{\"match_all\":{}}";

  private static final String CONFIG =
      """
      extensions:
        file_storage: {directory: '%s', create_directory: true}
      receivers:
        otlp:
          protocols:
            http: {endpoint: '127.0.0.1:%d'}
      exporters:
        elasticsearch:
          endpoint: %s
          timeout: 10s
          retry_on_failure: {max_interval: 500ms}
          sending_queue: {storage: file_storage, batch: {flush_timeout: 200ms}}
          %s
      service:
        extensions: [file_storage]
        telemetry: {metrics: {level: none}, logs: {level: error}}
        pipelines:
          %s: {receivers: [otlp], exporters: [elasticsearch]}
      """;

  private static final String METRICS =
      """
      {"index_patterns":["metrics-*.otel-*"],"priority":200,"data_stream":{},"template":{
       "settings":{"index.mode":"time_series","index.number_of_replicas":0,
        "index.mapping.total_fields.limit":20000,
        "index.routing_path":["attributes.*","resource.attributes.*","unit","_metric_names_hash","scope.name"]},
       "mappings":{"dynamic":true,"dynamic_templates":[
        {"counter_long":{"mapping":{"type":"long","time_series_metric":"counter"}}},
        {"gauge_long":{"mapping":{"type":"long","time_series_metric":"gauge"}}},
        {"dimensions":{"match_mapping_type":"string","path_match":["attributes.*","resource.attributes.*"],
         "mapping":{"type":"keyword","time_series_dimension":true}}}],
        "properties":{"@timestamp":{"type":"date"},"start_timestamp":{"type":"date"},
        "unit":{"type":"keyword","time_series_dimension":true},
        "_metric_names_hash":{"type":"keyword","time_series_dimension":true},
        "scope":{"properties":{"name":{"type":"keyword","time_series_dimension":true}}}}}}}
      """;

  @TempDir private static Path shared;
  private static ElasticsearchServer engine;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    engine = ElasticsearchServer.start(shared);
    engine.call("PUT", "/_index_template/logs", SearchTemplates.LOGS);
    engine.call("PUT", "/_index_template/metrics", METRICS);
  }

  @AfterAll
  static void end() {
    engine.close();
  }

  private InProcess collector(String signal, int port, String more) {
    return InProcess.startImpatient(
        CONFIG.formatted(folder.resolve("storage"), port, engine.url(), more, signal));
  }

  private static void send(int port, String signal, String json) throws Exception {
    byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    Web.post(port, "/v1/" + signal, "application/json", body);
  }

  private static long now() {
    return System.currentTimeMillis() * 1_000_000;
  }

  private static void sendLogs(int port, String dataset, List<String> bodies, int from)
      throws Exception {
    List<String> records = new ArrayList<>();
    for (int i = 0; i < bodies.size(); i++) {
      records.add(
          "{'timeUnixNano':'%d','body':{'stringValue':'%s'},'attributes':[{'key':'number','value':{'intValue':'%d'}}]}"
              .formatted(now(), bodies.get(i), from + i));
    }
    send(
        port,
        "logs",
        "{'resourceLogs':[{'resource':{'attributes':[{'key':'data_stream.dataset','value':"
            + "{'stringValue':'%s'}}]},'scopeLogs':[{'logRecords':[%s]}]}]}"
                .formatted(dataset, String.join(",", records)));
  }

  private static void awaitCount(String index, long expected) throws Exception {
    long[] last = {0};
    Eventually.answer(
        LIMIT,
        () -> expected + " documents in " + index + ", there are " + last[0],
        () -> "",
        () -> {
          last[0] = engine.count(index, ALL);
          return last[0] >= expected ? Optional.of(last[0]) : Optional.empty();
        });
    assertThat(last[0]).isEqualTo(expected);
  }

  private static long different(String index, String field) throws Exception {
    String body =
        "{\"size\":0,\"aggs\":{\"n\":{\"cardinality\":{\"field\":\""
            + field
            + "\",\"precision_threshold\":40000}}}}";
    return engine
        .call("POST", "/" + index + "/_search", body)
        .at("/aggregations/n/value")
        .asLong(0);
  }

  @Test
  void an_outage_with_a_restart_in_it_loses_nothing_and_doubles_nothing() throws Exception {
    int port = Ports.free(1)[0];
    int sent = 0;
    try (InProcess first = collector("logs", port, "flush: {bytes: 20000}")) {
      for (int i = 0; i < 20; i++, sent += 100) {
        sendLogs(port, "outage", numbered(sent), sent);
        if (i == 9) {
          engine.kill(); // while bulk requests are on their way
        }
      }
      assertThat(first.destination().returned()).isZero();
    }
    try (InProcess second = collector("logs", port, "flush: {bytes: 20000}")) {
      for (int i = 0; i < 10; i++, sent += 100) {
        sendLogs(port, "outage", numbered(sent), sent);
      }
      engine.start();
      awaitCount("logs-outage.otel-default", sent);
      assertThat(different("logs-outage.otel-default", "attributes.number")).isEqualTo(sent);
      Eventually.answer(
          LIMIT,
          () -> "nothing in flight",
          () -> second.destination().toString(),
          () -> second.destination().inFlight() == 0 ? Optional.of(true) : Optional.empty());
      assertThat(second.destination().deadLettered()).isZero();
    }
  }

  private static List<String> numbered(int from) {
    List<String> bodies = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      bodies.add("line " + (from + i));
    }
    return bodies;
  }

  @ParameterizedTest
  @ValueSource(strings = {"series", "same", "starts"})
  void a_time_series_holds_ten_points_of_a_thousand_metrics_of_one_millisecond(String differ)
      throws Exception {
    String index = "metrics-" + differ + ".otel-default";
    int port = Ports.free(1)[0];
    long time = now();
    try (InProcess collector = collector("metrics", port, "")) {
      for (int batch = 0; batch < 3; batch++) {
        List<String> metrics = new ArrayList<>();
        for (int m = batch; m < 1000; m += 3) {
          metrics.add(
              "{'name':'m.%d','gauge':{'dataPoints':[%s]}}".formatted(m, points(time, differ)));
        }
        send(
            port,
            "metrics",
            ("{'resourceMetrics':[{'resource':{'attributes':[{'key':'service.name','value':"
                 + "{'stringValue':'shop'}},{'key':'data_stream.dataset','value':{'stringValue':'%s'}}]},"
                 + "'scopeMetrics':[{'scope':{'name':'meter'},'metrics':[%s]}]}]}")
                .formatted(differ, String.join(",", metrics)));
      }
      awaitValues(index, 10_000);
      assertThat(queryable(index)).as("values that a query counts").isEqualTo(10_000);
      assertThat(collector.destination().deadLettered()).isZero();
    }
  }

  /** Points of ten series, or of one with ten starts, or of one and all the same but the value. */
  private static String points(long time, String differ) {
    List<String> points = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      points.add(
          "{'attributes':[{'key':'series','value':{'stringValue':'s%d'}}],'startTimeUnixNano':'%d','timeUnixNano':'%d','asInt':'%d'}"
              .formatted(
                  differ.equals("series") ? i : 0,
                  differ.equals("starts") ? 1_000_000_000L * (i + 1) : 1_000_000_000L,
                  time,
                  i));
    }
    return String.join(",", points);
  }

  /** Counts the values of all metrics in all documents. */
  private static void awaitValues(String index, int expected) throws Exception {
    int[] last = {0};
    Eventually.answer(
        LIMIT,
        () -> expected + " values, there are " + last[0],
        () -> "",
        () -> {
          if (engine.count(index, ALL) == 0) {
            return Optional.empty();
          }
          last[0] = 0;
          engine
              .call("POST", "/" + index + "/_search?size=1000", "{}")
              .at("/hits/hits")
              .forEach(hit -> last[0] += values(hit.at("/_source/metrics")));
          return last[0] >= expected ? Optional.of(last[0]) : Optional.empty();
        });
    assertThat(last[0]).isEqualTo(expected);
  }

  /** Counts the values of all metrics as a query sees them, each metric by its field. */
  private static long queryable(String index) throws Exception {
    String counts =
        IntStream.range(0, 1000)
            .mapToObj("\"m%1$d\":{\"value_count\":{\"field\":\"metrics.m.%1$d\"}}"::formatted)
            .collect(Collectors.joining(","));
    long[] sum = {0};
    engine
        .call("POST", "/" + index + "/_search", "{\"size\":0,\"aggs\":{" + counts + "}}")
        .path("aggregations")
        .forEach(metric -> sum[0] += metric.path("value").asLong(0));
    return sum[0];
  }

  /** The source of a time series is put together anew: dots may be steps. */
  private static int values(tools.jackson.databind.JsonNode node) {
    if (!node.isObject()) {
      return 1;
    }
    int[] sum = {0};
    node.forEach(inner -> sum[0] += values(inner));
    return sum[0];
  }

  @ParameterizedTest
  @ValueSource(strings = {"otel", "ecs", "none", "raw"})
  void phrases_are_found_exactly(String mode) throws Exception {
    int port = Ports.free(1)[0];
    List<String> bodies = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      bodies.add(i % 400 == 7 ? "Error: User 1234 left" : "Error: User " + (2000 + i) + " 1234");
    }
    String dataset = "phrases" + mode;
    String index =
        mode.equals("otel") ? "logs-" + dataset + ".otel-default" : "logs-" + dataset + "-default";
    String field = mode.equals("otel") ? "body.text" : mode.equals("ecs") ? "message" : "Body";
    try (InProcess collector = collector("logs", port, "mapping: {mode: " + mode + "}")) {
      sendLogs(port, dataset, bodies, 0);
      awaitCount(index, bodies.size());
      assertThat(engine.count(index, "{\"match_phrase\":{\"" + field + "\":\"Error: User 1234\"}}"))
          .isEqualTo(5);
      assertThat(collector.destination().deadLettered()).isZero();
    }
  }

  @Test
  void equal_records_of_two_requests_are_two_documents() throws Exception {
    int port = Ports.free(1)[0];
    String request =
        "{'resourceLogs':[{'scopeLogs':[{'logRecords':[{'timeUnixNano':'%d','body':{'stringValue':'beat'},"
            + "'attributes':[{'key':'data_stream.dataset','value':{'stringValue':'equal'}}]}]}]}]}";
    String record = request.formatted(now());
    try (InProcess collector = collector("logs", port, "")) {
      send(port, "logs", record);
      send(port, "logs", record);
      awaitCount("logs-equal.otel-default", 2);
      assertThat(collector.destination().deadLettered()).isZero();
    }
  }

  @Test
  void a_second_document_of_an_id_that_the_sender_chose_is_kept_with_the_servers_words()
      throws Exception {
    int port = Ports.free(1)[0];
    String request =
        "{'resourceLogs':[{'scopeLogs':[{'logRecords':[{'timeUnixNano':'%d','body':{'stringValue':'%s'},"
            + "'attributes':[{'key':'data_stream.dataset','value':{'stringValue':'chosen'}},"
            + "{'key':'elasticsearch.document_id','value':{'stringValue':'one'}}]}]}]}]}";
    try (InProcess collector = collector("logs", port, "logs_dynamic_id: {enabled: true}")) {
      send(port, "logs", request.formatted(now(), "first"));
      send(port, "logs", request.formatted(now(), "second"));
      awaitCount("logs-chosen.otel-default", 1);
      Eventually.answer(
          LIMIT,
          () -> "a dead letter",
          () -> collector.destination().toString(),
          () -> collector.destination().deadLettered() == 1 ? Optional.of(true) : Optional.empty());
      assertThat(collector.destination().delivered()).isEqualTo(1);
    }
  }

  @Test
  void conflicts_are_indexed_or_kept_with_the_servers_words() throws Exception {
    int port = Ports.free(1)[0];
    String both =
        "'attributes':[{'key':'app','value':{'stringValue':'a'}},{'key':'app.x','value':{'stringValue':'b'}},"
            + "{'key':'data_stream.dataset','value':{'stringValue':'conflicts'}}]";
    String body =
        "{'kvlistValue':{'values':[{'key':'@timestamp','value':{'stringValue':'2026-01-01T00:00:00Z'}},"
            + "{'key':'app','value':{'stringValue':'a'}},{'key':'app.x','value':{'stringValue':'b'}}]}}";
    try (InProcess collector = collector("logs", port, "")) {
      for (String mode : List.of("otel", "ecs", "none", "raw", "bodymap")) {
        String content = mode.equals("bodymap") ? body : "{'stringValue':'text'}";
        send(
            port,
            "logs",
            ("{'resourceLogs':[{'scopeLogs':[{'scope':{'attributes':[{'key':'elastic.mapping.mode',"
                 + "'value':{'stringValue':'%s'}}]},'logRecords':[{'timeUnixNano':'%d','body':%s,%s}]}]}]}")
                .formatted(mode, now(), content, both));
      }
      awaitCount("logs-conflicts.otel-default", 1);
      awaitCount("logs-conflicts-default", 3);
      Eventually.answer(
          LIMIT,
          () -> "a dead letter",
          () -> collector.destination().toString(),
          () -> collector.destination().deadLettered() == 1 ? Optional.of(true) : Optional.empty());
    }
  }
}
