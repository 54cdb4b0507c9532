package io.beltline.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.client.OpencensusClient;
import io.beltline.verification.client.OpencensusClient.Point;
import io.beltline.verification.client.OpencensusClient.Sent;
import io.beltline.verification.client.OpencensusClient.Span;
import io.beltline.verification.otlp.Item;
import io.beltline.verification.otlp.OtlpFile;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.process.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What the exporters of OpenCensus for Python stream is in the file exporter's file: each span and
 * each point as the library itself had it, once.
 */
class OpencensusClientTest {
  private static final int REQUESTS = 30;
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String SAME_PROCESS = "opencensus.same_process_as_parent_span";
  private static final String CONFIG =
      """
      receivers:
        opencensus: {endpoint: '127.0.0.1:%d'}
      exporters:
        file: {path: '%s'}
      service:
        telemetry: {metrics: {level: none}}
        pipelines:
          traces: {receivers: [opencensus], exporters: [file]}
          metrics: {receivers: [opencensus], exporters: [file]}
      """;

  @TempDir private Path folder;

  @Test
  void all_that_the_library_had_arrives_once(TestReporter reporter) throws Exception {
    OpencensusClient client = OpencensusClient.install();
    int port = Ports.free(1)[0];
    Path file = folder.resolve("telemetry.jsonl");
    try (BeltlineProcess collector =
        BeltlineProcess.start(folder, CONFIG.formatted(port, file), port)) {
      Sent sent = client.send(port, REQUESTS);
      int all = sent.spans().size() + sent.points().size();
      collector
          .process()
          .await(
              LIMIT,
              () -> all + " spans and points in the file",
              () -> Optional.of(items(file)).filter(items -> items.size() >= all));
      assertThat(collector.stop()).as(collector.process().log()).isZero();
      List<Item> items = items(file);
      assertThat(items).allMatch(item -> item.service().equals(sent.service()));
      assertThat(of(items, "Spans").map(OpencensusClientTest::span))
          .hasSize(2 * REQUESTS)
          .containsExactlyInAnyOrderElementsOf(sent.spans());
      assertThat(of(items, "Metrics").map(OpencensusClientTest::point))
          .containsExactlyInAnyOrderElementsOf(sent.points());
      reporter.publishEntry("spans", Integer.toString(sent.spans().size()));
      reporter.publishEntry("points", Integer.toString(sent.points().size()));
    }
  }

  private static List<Item> items(Path file) throws IOException {
    return OtlpFile.requests(file).stream().flatMap(Item::of).toList();
  }

  private static Stream<Item> of(List<Item> items, String signal) {
    return items.stream().filter(item -> item.signal().equals(signal));
  }

  private static Span span(Item item) {
    JsonNode span = item.body();
    Map<String, String> attributes = attributes(span);
    attributes.remove(SAME_PROCESS);
    return new Span(
        span.path("traceId").asString(),
        span.path("spanId").asString(),
        span.path("parentSpanId").asString(""),
        span.path("name").asString(),
        span.path("kind").asInt(0),
        span.path("startTimeUnixNano").asString(),
        span.path("endTimeUnixNano").asString(),
        span.path("status").path("code").asInt(0) == 2,
        attributes,
        span.path("events").valueStream().map(e -> e.path("name").asString()).sorted().toList(),
        span.path("links").valueStream().map(link -> link.path("spanId").asString()).toList());
  }

  private static Point point(Item item) {
    JsonNode point = item.body();
    boolean isHistogram = point.has("sum");
    JsonNode value = point.path(isHistogram ? "sum" : point.has("asInt") ? "asInt" : "asDouble");
    return new Point(
        item.metric().path("name").asString(),
        attributes(point),
        point.path("timeUnixNano").asString(),
        value.asDouble(),
        point.path("count").asLong(0),
        point.path("bucketCounts").valueStream().map(JsonNode::asLong).toList());
  }

  private static Map<String, String> attributes(JsonNode item) {
    Map<String, String> attributes = new TreeMap<>();
    for (JsonNode pair : item.path("attributes")) {
      pair.path("value")
          .forEach(value -> attributes.put(pair.path("key").asString(), value.asString()));
    }
    return attributes;
  }
}
