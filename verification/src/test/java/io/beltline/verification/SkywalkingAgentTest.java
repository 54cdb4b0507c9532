package io.beltline.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.client.SkywalkingShop;
import io.beltline.verification.client.SkywalkingShop.Segment;
import io.beltline.verification.flow.MetricsPage;
import io.beltline.verification.otlp.Item;
import io.beltline.verification.otlp.OtlpFile;
import io.beltline.verification.otlp.SkywalkingForm;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.process.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What SkyWalking's agent for Python reports over gRPC is in the file exporter's file: each span of
 * each segment as the agent had it, in whole trees, and the figures of a JVM.
 */
class SkywalkingAgentTest {
  private static final int ORDERS = 50;

  /** The call, the order, its call, the stock, its thread, and what that looks up. */
  private static final int SPANS = 6;

  private static final int SEGMENTS = 4;
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String DROPPED = "beltline_receiver_dropped_messages";
  private static final String CONFIG =
      """
      receivers:
        skywalking: {protocols: {grpc: {endpoint: '127.0.0.1:%d'}}}
      exporters:
        file: {path: '%s'}
      service:
        telemetry: {metrics: {readers: [{pull: {exporter: {prometheus: {host: 127.0.0.1, port: %d}}}}]}}
        pipelines:
          traces: {receivers: [skywalking], exporters: [file]}
          metrics: {receivers: [skywalking], exporters: [file]}
      """;

  @TempDir private Path folder;

  @Test
  void all_that_the_agent_reports_arrives_as_it_was(TestReporter reporter) throws Exception {
    int[] ports = Ports.free(2);
    Path file = folder.resolve("telemetry.jsonl");
    try (BeltlineProcess collector =
            BeltlineProcess.start(folder, CONFIG.formatted(ports[0], file, ports[1]), ports);
        SkywalkingShop shop = SkywalkingShop.start(ports[0], ORDERS)) {
      List<Segment> segments = shop.segments();
      assertThat(segments).as(shop.log()).hasSize(ORDERS * SEGMENTS);
      List<SkywalkingForm> expected = segments.stream().flatMap(SkywalkingForm::expected).toList();
      assertThat(expected).hasSize(ORDERS * SPANS);
      collector
          .process()
          .await(
              LIMIT,
              () -> expected.size() + " spans in the file",
              () -> Optional.of(spans(file)).filter(spans -> spans.size() >= expected.size()));
      long meters =
          collector
              .process()
              .await(
                  LIMIT,
                  () -> "the agent's own meters, which are dropped",
                  () ->
                      Optional.of(MetricsPage.at(ports[1]).count(DROPPED, "\"MeterReportService\""))
                          .filter(count -> count > 0));
      assertThat(shop.end()).as(shop.log()).isZero();
      assertThat(MetricsPage.at(ports[1]).sum("otelcol_receiver_malformed_requests")).isZero();
      assertThat(collector.stop()).as(collector.process().log()).isZero();
      assertThat(spans(file)).containsExactlyInAnyOrderElementsOf(expected);
      trees(spans(file));
      assertThat(points(file)).isEqualTo(JVM);
      reporter.publishEntry("spans", Integer.toString(expected.size()));
      reporter.publishEntry("meters dropped", Long.toString(meters));
    }
  }

  private static List<SkywalkingForm> spans(Path file) throws IOException {
    return items(file, "Spans").stream().map(SkywalkingForm::arrived).toList();
  }

  private static List<Item> items(Path file, String signal) throws IOException {
    return OtlpFile.requests(file).stream()
        .flatMap(Item::of)
        .filter(item -> item.signal().equals(signal))
        .toList();
  }

  /** Every trace has one root, and the parent of every other span. */
  private static void trees(List<SkywalkingForm> spans) {
    Map<String, List<SkywalkingForm>> traces =
        spans.stream().collect(Collectors.groupingBy(SkywalkingForm::traceId));
    assertThat(traces).hasSize(ORDERS);
    traces.forEach(
        (id, trace) -> {
          Set<String> ids = trace.stream().map(SkywalkingForm::spanId).collect(Collectors.toSet());
          assertThat(ids).as(id).hasSize(SPANS);
          List<String> parents =
              trace.stream()
                  .map(SkywalkingForm::parentSpanId)
                  .filter(parent -> !parent.isEmpty())
                  .toList();
          assertThat(parents).as(id).hasSize(SPANS - 1).isSubsetOf(ids);
        });
  }

  /** What shop.py tells of a JVM. */
  private static final Map<String, String> JVM =
      Map.ofEntries(
          Map.entry("jvm.cpu.recent_utilization []", "12.5"),
          Map.entry("jvm.memory.init [ZHEAP_USAGE, heap]", "1"),
          Map.entry("jvm.memory.max [ZHEAP_USAGE, heap]", "-1"),
          Map.entry("jvm.memory.used [ZHEAP_USAGE, heap]", "3"),
          Map.entry("jvm.memory.committed [ZHEAP_USAGE, heap]", "4"),
          Map.entry("sw.jvm.gc.count [NORMAL]", "5"),
          Map.entry("sw.jvm.gc.duration [NORMAL]", "6"),
          Map.entry("jvm.thread.count [live, false]", "11"),
          Map.entry("jvm.thread.count [daemon, true]", "12"),
          Map.entry("jvm.thread.count [peak, false]", "13"),
          Map.entry("jvm.thread.count [runnable, false]", "14"),
          Map.entry("jvm.thread.count [blocked, false]", "15"),
          Map.entry("jvm.thread.count [waiting, false]", "16"),
          Map.entry("jvm.thread.count [time_waiting, false]", "17"));

  private static Map<String, String> points(Path file) throws IOException {
    return items(file, "Metrics").stream()
        .collect(
            Collectors.toMap(
                item -> item.metric().path("name").asString("") + " " + values(item.body()),
                item ->
                    item.body().has("asInt")
                        ? item.body().path("asInt").asString()
                        : item.body().path("asDouble").asString()));
  }

  private static List<String> values(JsonNode point) {
    return point
        .path("attributes")
        .valueStream()
        .map(attribute -> attribute.path("value").values().iterator().next().asString())
        .toList();
  }
}
