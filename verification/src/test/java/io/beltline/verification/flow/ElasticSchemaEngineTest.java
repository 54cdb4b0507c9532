package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.peer.ElasticsearchServer;
import io.beltline.verification.peer.Web;
import io.beltline.verification.process.Eventually;
import io.beltline.verification.process.Ports;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A real Elasticsearch whose templates, made of our tables of the schemas, allow their fields and
 * no others, takes what the elasticsearch exporter writes, and finds it by the fields that Kibana's
 * views ask for. Kibana itself is not here.
 */
@Tag("long") // it starts an Elasticsearch of 45 MB
class ElasticSchemaEngineTest {
  private static final long SEED = 20261129;
  private static final int ITEMS = 200;
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Map<String, String> METRICS =
      Map.of("system.cpu.utilization", "float", "shop.orders", "long", "shop.carts", "long");

  private static final String CONFIG =
      """
      receivers:
        otlp: {protocols: {http: {endpoint: '127.0.0.1:%d'}}}
      exporters:
        elasticsearch:
          endpoint: '%s'
          mapping: {mode: %s}
          batcher: {enabled: false}
      service:
        telemetry: {metrics: {level: none}, logs: {level: error}}
        pipelines:
          %s: {receivers: [otlp], exporters: [elasticsearch]}
      """;

  @TempDir private static Path folder;
  private static ElasticsearchServer engine;

  @BeforeAll
  static void start() throws Exception {
    engine = ElasticsearchServer.start(folder);
    Map<String, String> more = new TreeMap<>(new SchemaSeeds(SEED).fields());
    more.putAll(METRICS);
    SchemaTable ecs = SchemaTable.ecs().with(more);
    for (String signal : List.of("logs", "traces", "metrics")) {
      String name = signal + "-generic";
      put(name, SchemaTemplates.of(name + "-*", ecs));
      SchemaTable otel = SchemaTable.otel(signal);
      String pattern = name + ".otel-*";
      put(
          name + ".otel",
          signal.equals("metrics")
              ? SchemaTemplates.series(pattern, otel)
              : SchemaTemplates.of(pattern, otel));
    }
  }

  private static void put(String name, String template) throws Exception {
    engine.call("PUT", "/_index_template/" + name, template);
  }

  @AfterAll
  static void end() {
    engine.close();
  }

  private static void send(String mode, String signal, String index, long documents)
      throws Exception {
    int port = Ports.free(1)[0];
    try (InProcess collector =
        InProcess.startImpatient(CONFIG.formatted(port, engine.url(), mode, signal))) {
      byte[] body = new SchemaSeeds(SEED).request(signal, ITEMS).getBytes(StandardCharsets.UTF_8);
      Web.post(port, "/v1/" + signal, "application/json", body);
      long[] last = {0};
      Eventually.answer(
          LIMIT,
          () -> documents + " documents in " + index + ", there are " + last[0],
          () -> collector.destination() + " " + collector.metrics(),
          () -> {
            last[0] = engine.count(index, "{\"match_all\":{}}");
            return last[0] >= documents || collector.destination().deadLettered() > 0
                ? Optional.of(true)
                : Optional.empty();
          });
      assertThat(collector.destination().deadLettered()).as("refused by the engine").isZero();
      assertThat(engine.count(index, "{\"match_all\":{}}")).isEqualTo(documents);
    }
  }

  /** Asks with one field and says how many documents have the value. */
  private static void finds(String index, String field, String value, long documents)
      throws Exception {
    assertThat(engine.count(index, "{\"term\":{\"" + field + "\":\"" + value + "\"}}"))
        .as("%s: %s is %s", index, field, value)
        .isEqualTo(documents);
  }

  /** What all views ask of all signals; the first item alone has these values. */
  private static void findsItsResource(String index) throws Exception {
    finds(index, "service.name", "service.name 0", 1);
    finds(index, "service.version", "service.version 0", 1);
    finds(index, "service.node.name", "service.instance.id 0", 1);
    finds(index, "service.language.name", "telemetry.sdk.language 0", 1);
    finds(index, "service.runtime.name", "process.runtime.name 0", 1);
    finds(index, "host.name", "host.name 0", 1);
    finds(index, "host.architecture", "host.arch 0", 1);
    finds(index, "host.os.platform", "os.type 0", 1);
    finds(index, "container.id", "container.id 0", 1);
    finds(index, "container.image.tag", "container.image.tags 0", 1);
    finds(index, "cloud.provider", "cloud.provider 0", 1);
    finds(index, "cloud.service.name", "cloud.platform 0", 1);
    finds(index, "kubernetes.namespace", "k8s.namespace.name 0", 1);
    finds(index, "kubernetes.node.name", "k8s.node.name 0", 1);
    finds(index, "kubernetes.pod.name", "k8s.pod.name 0", 1);
    finds(index, "kubernetes.pod.uid", "k8s.pod.uid 0", 1);
    String environments =
        "{\"terms\":{\"service.environment\":[\"deployment.environment"
            + " 0\",\"deployment.environment.name 0\"]}}";
    assertThat(engine.count(index, environments)).isEqualTo(1);
    String recent = "{\"range\":{\"@timestamp\":{\"gte\":\"now-1h\",\"lte\":\"now+1h\"}}}";
    assertThat(engine.count(index, recent)).isEqualTo(ITEMS);
  }

  private static void findsLogs(String index) throws Exception {
    findsItsResource(index);
    finds(index, "data_stream.type", "logs", ITEMS);
    finds(index, "log.level", "ERROR", ITEMS);
    finds(index, "trace.id", SchemaSeeds.TRACE, 1);
    finds(index, "span.id", SchemaSeeds.span(SchemaSeeds.TRACE, 0), 1);
    String phrase = "{\"match_phrase\":{\"message\":\"Error: User 1234\"}}";
    assertThat(engine.count(index, phrase)).isEqualTo((ITEMS + 5) / 6);
  }

  private static void findsSpans(String index) throws Exception {
    findsItsResource(index);
    finds(index, "data_stream.type", "traces", ITEMS);
    finds(index, "trace.id", SchemaSeeds.TRACE, 1);
    finds(index, "span.id", SchemaSeeds.span(SchemaSeeds.TRACE, 0), 1);
    finds(index, "parent.id", SchemaSeeds.span("f" + SchemaSeeds.TRACE, 0), 1);
    finds(index, "span.name", "GET /cart", ITEMS);
  }

  private static void findsMetrics(String index) throws Exception {
    findsItsResource(index);
    finds(index, "data_stream.type", "metrics", ITEMS);
    JsonNode answer =
        engine.call(
            "POST",
            "/" + index + "/_search",
            """
            {"size":0,"query":{"term":{"host.name":"host.name 0"}},"aggs":{"hosts":{"terms":{"field":"host.name"},
             "aggs":{"cpu":{"avg":{"field":"system.cpu.utilization"}}}}}}
            """);
    assertThat(answer.at("/aggregations/hosts/buckets/0/cpu/value").asDouble(0)).isEqualTo(0.25);
    String metric = "{\"exists\":{\"field\":\"system.cpu.utilization\"}}";
    assertThat(engine.count(index, metric)).isEqualTo(ITEMS);
  }

  @Test
  void mode_ecs_is_taken_and_found(TestReporter reporter) throws Exception {
    send("ecs", "logs", "logs-generic-default", ITEMS);
    findsLogs("logs-generic-default");
    send("ecs", "traces", "traces-generic-default", ITEMS);
    findsSpans("traces-generic-default");
    finds("traces-generic-default", "event.outcome", "failure", ITEMS / 3);
    finds("traces-generic-default", "span.kind", "SERVER", (ITEMS + 3) / 6);
    send("ecs", "metrics", "metrics-generic-default", ITEMS);
    findsMetrics("metrics-generic-default");
    reporter.publishEntry("documents of mode ecs", "" + 3 * ITEMS);
  }

  @Test
  void mode_otel_is_taken_and_found(TestReporter reporter) throws Exception {
    send("otel", "logs", "logs-generic.otel-default", ITEMS);
    findsLogs("logs-generic.otel-default");
    finds("logs-generic.otel-default", "event.dataset", "generic.otel", ITEMS);
    finds("logs-generic.otel-default", "error.exception.type", "exception.type 0", 1);
    send("otel", "traces", "traces-generic.otel-default", ITEMS);
    findsSpans("traces-generic.otel-default");
    finds("traces-generic.otel-default", "status.code", "Error", ITEMS / 3);
    finds("traces-generic.otel-default", "kind", "Server", (ITEMS + 3) / 6);
    finds("traces-generic.otel-default", "duration", "150000000", ITEMS);
    finds("logs-generic.otel-default", "event_name", "exception", ITEMS);
    send("otel", "metrics", "metrics-generic.otel-default", ITEMS);
    findsMetrics("metrics-generic.otel-default");
    reporter.publishEntry("documents of mode otel", "" + 4 * ITEMS);
  }

  @Test
  void the_engine_refuses_what_does_not_conform() throws Exception {
    for (String wrong :
        List.of(
            "\"host\":\"web\"",
            "\"container\":{\"runtime\":{\"name\":\"containerd\"}}",
            "\"client\":{\"ip\":\"web.example\"}",
            "\"error\":{\"stacktrace\":\"at\"}")) {
      String lines =
          "{\"create\":{\"_index\":\"logs-generic-refusing\"}}\n"
              + "{\"@timestamp\":\"2026-01-01T00:00:00Z\","
              + wrong
              + "}\n";
      JsonNode answer = engine.call("POST", "/_bulk", lines);
      assertThat(answer.at("/items/0/create/status").asInt(0)).as(wrong).isEqualTo(400);
    }
  }
}
