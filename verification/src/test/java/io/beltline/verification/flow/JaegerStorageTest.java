package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.otlp.RecordedTelemetry;
import io.beltline.verification.peer.OpenSearchServer;
import io.beltline.verification.peer.Web;
import io.beltline.verification.process.Eventually;
import io.beltline.verification.process.Ports;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A real OpenSearch holds spans as Jaeger's query reads them, each once. */
@Tag("long") // it starts an OpenSearch
class JaegerStorageTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int REQUESTS = 20;
  private static final int SPANS = 50;
  private static final String INDEX = "check-jaeger-span-*";
  private static final String CONFIG =
      """
      extensions:
        file_storage: {directory: '%s', create_directory: true}
        jaeger_storage:
          backends:
            main:
              opensearch:
                server_urls: ['%s']
                indices:
                  index_prefix: check
                  spans: {shards: 1, replicas: 0}
                  services: {shards: 1, replicas: 0}
                  dependencies: {shards: 1, replicas: 0}
      receivers:
        otlp:
          protocols:
            http: {endpoint: '127.0.0.1:%d'}
      exporters:
        jaeger_storage_exporter:
          trace_storage: main
          retry_on_failure: {initial_interval: 100ms, max_interval: 500ms}
          queue: {storage: file_storage}
      service:
        extensions: [file_storage, jaeger_storage]
        telemetry: {metrics: {level: none}, logs: {level: error}}
        pipelines:
          traces: {receivers: [otlp], exporters: [jaeger_storage_exporter]}
      """;

  @TempDir private Path folder;

  @Test
  void an_outage_and_a_repetition_lose_nothing_and_double_nothing() throws Exception {
    int port = Ports.free(1)[0];
    List<JsonNode> requests = new RecordedTelemetry(20_261_128).traces(REQUESTS, SPANS);
    try (OpenSearchServer engine = OpenSearchServer.start(folder);
        InProcess collector =
            InProcess.startImpatient(
                CONFIG.formatted(folder.resolve("storage"), engine.url(), port))) {
      for (int round = 0; round < 2; round++) {
        for (int i = 0; i < REQUESTS; i++) {
          send(port, requests.get(i));
          if (round == 0 && i == REQUESTS / 2) {
            engine.kill(); // while bulk requests are on their way
          }
        }
        if (round == 0) {
          engine.start();
        }
        awaitDelivered(collector, (round + 1L) * REQUESTS * SPANS);
      }
      int enginePort = Integer.parseInt(engine.url().substring(engine.url().lastIndexOf(':') + 1));
      Web.read(enginePort, "/_refresh").orElseThrow();
      assertThat(engine.count(INDEX, "*:*")).isEqualTo((long) REQUESTS * SPANS);
      assertThat(engine.different(INDEX, "spanID")).isEqualTo((long) REQUESTS * SPANS);
      assertThat(engine.count("check-jaeger-service-*", "*:*")).isPositive();
      assertThat(collector.destination().deadLettered()).isZero();
      hasTheTypesOfJaeger(Web.read(enginePort, "/" + INDEX + "/_mapping").orElseThrow());
    }
  }

  private static void hasTheTypesOfJaeger(JsonNode mappings) {
    assertThat(mappings).isNotEmpty();
    for (JsonNode index : mappings) {
      JsonNode fields = index.at("/mappings/properties");
      assertThat(fields.at("/tags/type").asString("")).isEqualTo("nested");
      assertThat(fields.at("/logs/properties/fields/type").asString("")).isEqualTo("nested");
      assertThat(fields.at("/references/type").asString("")).isEqualTo("nested");
      assertThat(fields.at("/process/properties/tags/type").asString("")).isEqualTo("nested");
      assertThat(fields.at("/traceID/type").asString("")).isEqualTo("keyword");
      assertThat(fields.at("/startTime/type").asString("")).isEqualTo("long");
      assertThat(fields.at("/startTimeMillis/type").asString("")).isEqualTo("date");
    }
  }

  private static void send(int port, JsonNode request) throws Exception {
    byte[] body = request.toString().getBytes(StandardCharsets.UTF_8);
    Web.post(port, "/v1/traces", "application/json", body);
  }

  private static void awaitDelivered(InProcess collector, long spans) throws Exception {
    Eventually.answer(
        LIMIT,
        () -> spans + " spans delivered",
        () -> collector.destination().toString(),
        () -> collector.destination().delivered() >= spans ? Optional.of(spans) : Optional.empty());
  }
}
