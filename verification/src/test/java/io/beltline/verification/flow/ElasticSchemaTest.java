package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.peer.DocumentSink;
import io.beltline.verification.peer.DocumentSink.Document;
import io.beltline.verification.peer.Web;
import io.beltline.verification.process.Eventually;
import io.beltline.verification.process.Ports;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the elasticsearch exporter writes has fields of the published schemas with values of their
 * types, and no others but those that its page promises.
 */
class ElasticSchemaTest {
  private static final long SEED = 20261129;
  private static final int ITEMS = 200;
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Set<String> METRICS =
      Set.of("system.cpu.utilization", "shop.orders", "shop.carts");
  private static final Map<String, String> TEMPLATES =
      Map.of(
          "metrics.system.cpu.utilization",
          "gauge_double",
          "metrics.shop.orders",
          "counter_long",
          "metrics.shop.carts",
          "gauge_long");

  private static final String CONFIG =
      """
      receivers:
        otlp: {protocols: {http: {endpoint: '127.0.0.1:%d'}}}
      exporters:
        elasticsearch: {endpoint: '%s', mapping: {mode: %s}, batcher: {enabled: false}}
      service:
        telemetry: {metrics: {level: none}, logs: {level: error}}
        pipelines:
          %s: {receivers: [otlp], exporters: [elasticsearch]}
      """;

  private final SchemaSeeds seeds = new SchemaSeeds(SEED);

  /** The documents of a request with seeded items. */
  private List<Document> written(String mode, String signal) throws Exception {
    int port = Ports.free(1)[0];
    try (DocumentSink sink = DocumentSink.start();
        InProcess collector = InProcess.start(CONFIG.formatted(port, sink.url(), mode, signal))) {
      byte[] body = seeds.request(signal, ITEMS).getBytes(StandardCharsets.UTF_8);
      Web.post(port, "/v1/" + signal, "application/json", body);
      int items = signal.equals("metrics") ? ITEMS * METRICS.size() : ITEMS;
      Eventually.answer(
          LIMIT,
          () -> items + " items delivered",
          () -> collector.destination().toString(),
          () ->
              collector.destination().delivered() >= items ? Optional.of(true) : Optional.empty());
      return sink.documents();
    }
  }

  @ParameterizedTest
  @CsvSource({"logs,resource;scope;log", "traces,resource;scope;span", "metrics,resource;point"})
  void documents_of_mode_ecs_have_fields_of_the_elastic_common_schema(String signal, String levels)
      throws Exception {
    SchemaTable schema = SchemaTable.ecs();
    Set<String> free = new HashSet<>(seeds.fields().keySet());
    if (signal.equals("metrics")) {
      free.addAll(METRICS);
    }
    List<Document> documents = written("ecs", signal);
    assertThat(documents).hasSize(ITEMS);
    for (Document document : documents) {
      JsonNode source = document.source();
      assertThat(schema.complaints(source, free::contains)).isEmpty();
      for (String required : List.of("@timestamp", "ecs.version")) {
        assertThat(at(source, required).asString("")).as(required).isNotEmpty();
      }
      assertThat(streamOf(source)).isEqualTo(document.index());
    }
    JsonNode first = documents.getFirst().source();
    for (List<String> row : seeds.at(levels.split(";", -1))) {
      if (!row.get(3).equals("-")) {
        assertThat(at(first, row.get(3)).isMissingNode()).as(row.get(1)).isFalse();
      }
    }
    assertThat(at(first, "host.hostname")).isEqualTo(at(first, "host.name"));
  }

  @ParameterizedTest
  @CsvSource({"logs,log", "traces,span", "metrics,point"})
  void documents_of_mode_otel_have_fields_of_the_opentelemetry_data_streams(
      String signal, String level) throws Exception {
    List<Document> documents = written("otel", signal);
    assertThat(documents).hasSize(signal.equals("traces") ? 2 * ITEMS : ITEMS);
    for (Document document : documents) {
      String stream = document.source().at("/data_stream/type").asString("");
      assertThat(SchemaTable.otel(stream).complaints(document.source(), _ -> false)).isEmpty();
      assertThat(document.source().path("@timestamp").asString("")).isNotEmpty();
      assertThat(streamOf(document.source())).isEqualTo(document.index()).contains(".otel-");
      assertThat(document.action().path("require_data_stream").asBoolean(false)).isTrue();
      if (signal.equals("metrics")) {
        assertThat(document.source().path("attributes").valueStream())
            .as("a dimension is no object")
            .noneMatch(JsonNode::isObject);
        TEMPLATES.forEach(
            (metric, template) ->
                assertThat(document.action().path("dynamic_templates").path(metric).asString(""))
                    .isEqualTo(template));
      }
    }
    JsonNode first = documents.getFirst().source();
    for (List<String> row : seeds.at("resource")) {
      assertThat(first.at("/resource/attributes").path(row.get(1)).isMissingNode())
          .as(row.get(1))
          .isFalse();
    }
    for (List<String> row : seeds.at(level)) {
      assertThat(first.path("attributes").path(row.get(1)).isMissingNode())
          .as(row.get(1))
          .isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"logs", "traces", "metrics"})
  void every_alias_of_the_opentelemetry_data_streams_has_a_field(String signal) {
    SchemaTable schema = SchemaTable.otel(signal);
    schema
        .types()
        .forEach(
            (name, type) -> {
              if (type.startsWith("alias:")) {
                assertThat(schema.types()).as(name).containsKey(type.substring(6));
              }
            });
  }

  @Test
  void the_checks_of_this_test_find_what_does_not_conform() {
    SchemaTable schema = SchemaTable.ecs();
    for (String wrong :
        List.of(
            "{\"host\":\"web\"}",
            "{\"container\":{\"runtime\":{\"name\":\"containerd\"}}}",
            "{\"client\":{\"ip\":\"web.example\"}}",
            "{\"error\":{\"stacktrace\":\"at\"}}",
            "{\"process\":{\"pid\":\"seven\"}}",
            "{\"@timestamp\":7}")) {
      assertThat(schema.complaints(json(wrong), _ -> false)).as(wrong).hasSize(1);
    }
    assertThat(schema.complaints(json("{\"host\":{\"ip\":[\"::1\"]}}"), _ -> false)).isEmpty();
    assertThat(SchemaTable.otel("logs").complaints(json("{\"body\":{\"text\":1}}"), _ -> false))
        .hasSize(1);
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  private static JsonNode at(JsonNode document, String field) {
    return document.at("/" + field.replace('.', '/'));
  }

  private static String streamOf(JsonNode document) {
    JsonNode names = document.path("data_stream");
    return names.path("type").asString("")
        + "-"
        + names.path("dataset").asString("")
        + "-"
        + names.path("namespace").asString("");
  }
}
