package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.otlp.OtlpFile;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.peer.Web;
import io.beltline.verification.process.Ports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A counter through processors that remember it, over a reload, a restart and a killed process: the
 * deltas add up to what it counted, and the total that is made of them never falls.
 */
class SeriesStateTest {
  private static final int REQUESTS = 40;
  private static final long STEP = 7;
  private static final long START = 1_767_225_600_000_000_000L;
  private static final Duration LIMIT = Duration.ofSeconds(15);
  private static final String CONFIG =
      """
      extensions:
        file_storage: {directory: storage, create_directory: true}
      receivers:
        otlp: {protocols: {http: {endpoint: 127.0.0.1:%d}}}
      processors:
        cumulative_to_delta: {initial_value: keep, storage: file_storage, max_streams: %d}
        delta_to_cumulative: {storage: file_storage, max_streams: %2$d}
      exporters:
        file/deltas: {path: deltas.json, append: true}
        file/totals: {path: totals.json, append: true}
      service:
        extensions: [file_storage]
        telemetry: {metrics: {level: none}}
        pipelines:
          metrics/deltas:
            receivers: [otlp]
            processors: [cumulative_to_delta]
            exporters: [file/deltas]
          metrics/totals:
            receivers: [otlp]
            processors: [cumulative_to_delta, delta_to_cumulative]
            exporters: [file/totals]
      """;

  @TempDir private Path folder;

  private final int port = Ports.free(1)[0];
  private int sent;

  SeriesStateTest() throws IOException {}

  @Test
  void nothing_is_lost_and_nothing_comes_twice() throws Exception {
    try (BeltlineProcess collector = start()) {
      send();
      Files.writeString(folder.resolve("config.yaml"), CONFIG.formatted(port, 5000));
      collector.process().signal("HUP");
      String words = "The configuration was reloaded.";
      collector.process().awaitLine(line -> line.contains(words), words, LIMIT);
      send();
      collector.process().kill();
    }
    try (BeltlineProcess collector = start()) {
      send();
      assertThat(collector.stop()).as(collector.process().log()).isZero();
    }
    try (BeltlineProcess collector = start()) {
      send();
      assertThat(collector.stop()).as(collector.process().log()).isZero();
    }
    List<Long> deltas = values("deltas.json");
    assertThat(deltas).hasSize(REQUESTS).containsOnly(STEP);
    List<Long> totals = values("totals.json");
    assertThat(totals).hasSize(REQUESTS).isSorted().endsWith(REQUESTS * STEP);
  }

  private BeltlineProcess start() throws Exception {
    return BeltlineProcess.start(folder, CONFIG.formatted(port, 1000), port);
  }

  /** Sends a quarter of the points. */
  private void send() throws Exception {
    for (int i = 0; i < REQUESTS / 4; i++) {
      sent++;
      String point =
          """
          {"resourceMetrics": [{"scopeMetrics": [{"metrics": [{"name": "requests", "sum": {
            "aggregationTemporality": 2, "isMonotonic": true, "dataPoints": [
              {"startTimeUnixNano": "%d", "timeUnixNano": "%d", "asInt": "%d"}]}}]}]}]}
          """
              .formatted(START, START + sent * 1_000_000_000L, sent * STEP);
      Web.post(port, "/v1/metrics", "application/json", point.getBytes(StandardCharsets.UTF_8));
    }
  }

  private List<Long> values(String file) throws IOException {
    return OtlpFile.requests(folder.resolve(file)).stream()
        .map(request -> request.at("/resourceMetrics/0/scopeMetrics/0/metrics/0/sum/dataPoints/0"))
        .map((JsonNode point) -> Long.parseLong(point.path("asInt").asString()))
        .toList();
  }
}
