package io.beltline.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.otlp.Canonical;
import io.beltline.verification.otlp.OtlpFile;
import io.beltline.verification.otlp.RecordedTelemetry;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.peer.Web;
import io.beltline.verification.process.Ports;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Telemetry that goes through two collectors, one after the other, comes out as it went in. */
class ChainTest {
  private static final long SEED = 42;
  private static final int REQUESTS = 10;
  private static final int ITEMS = 100;
  private static final int SHOWN = 3;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final String FIRST =
      """
      receivers:
        otlp: {protocols: {http: {endpoint: '127.0.0.1:%d'}}}
      exporters:
        %s
      service:
        telemetry: {metrics: {level: none}}
        pipelines:
          traces: {receivers: [otlp], exporters: [%s]}
          metrics: {receivers: [otlp], exporters: [%s]}
          logs: {receivers: [otlp], exporters: [%s]}
      """;
  private static final String SECOND =
      """
      receivers:
        otlp:
          protocols:
            grpc: {endpoint: '127.0.0.1:%d'}
            http: {endpoint: '127.0.0.1:%d'}
      exporters:
        file/traces: {path: '%s/traces.jsonl'}
        file/metrics: {path: '%s/metrics.jsonl'}
        file/logs: {path: '%s/logs.jsonl'}
      service:
        telemetry: {metrics: {level: none}}
        pipelines:
          traces: {receivers: [otlp], exporters: [file/traces]}
          metrics: {receivers: [otlp], exporters: [file/metrics]}
          logs: {receivers: [otlp], exporters: [file/logs]}
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"otlp", "otlphttp"})
  void what_comes_out_is_what_went_in(String exporter) throws Exception {
    RecordedTelemetry recorded = new RecordedTelemetry(SEED);
    List<JsonNode> traces = recorded.traces(REQUESTS, ITEMS);
    List<JsonNode> metrics = recorded.metrics(REQUESTS, ITEMS);
    List<JsonNode> logs = recorded.logs(REQUESTS, ITEMS);
    Path near = Files.createDirectory(folder.resolve("near"));
    Path far = Files.createDirectory(folder.resolve("far"));
    int[] ports = Ports.free(3);
    try (BeltlineProcess second =
            BeltlineProcess.start(
                far, SECOND.formatted(ports[1], ports[2], far, far, far), ports[1], ports[2]);
        BeltlineProcess first = BeltlineProcess.start(near, first(exporter, ports), ports[0])) {
      send(ports[0], "/v1/traces", traces);
      send(ports[0], "/v1/metrics", metrics);
      send(ports[0], "/v1/logs", logs);

      compare(second, far.resolve("traces.jsonl"), traces);
      compare(second, far.resolve("metrics.jsonl"), metrics);
      compare(second, far.resolve("logs.jsonl"), logs);
      assertThat(first.stop()).as(first.process().log()).isIn(0, 143);
      assertThat(second.stop()).as(second.process().log()).isIn(0, 143);
    }
  }

  private static String first(String exporter, int[] ports) {
    String settings =
        switch (exporter) {
          case "otlp" ->
              "otlp: {endpoint: '127.0.0.1:%d', tls: {insecure: true}}".formatted(ports[1]);
          case "otlphttp" -> "otlphttp: {endpoint: 'http://127.0.0.1:%d'}".formatted(ports[2]);
          default -> throw new IllegalArgumentException(exporter);
        };
    return FIRST.formatted(ports[0], settings, exporter, exporter, exporter);
  }

  private static void send(int port, String path, List<JsonNode> requests) throws Exception {
    for (JsonNode request : requests) {
      byte[] body = request.toString().getBytes(StandardCharsets.UTF_8);
      Web.post(port, path, "application/json", body);
    }
  }

  private static void compare(BeltlineProcess collector, Path file, List<JsonNode> sent)
      throws Exception {
    List<String> expected = Canonical.items(sent);
    assertThat(expected).hasSizeGreaterThanOrEqualTo(REQUESTS * ITEMS).doesNotHaveDuplicates();
    List<String> arrived =
        collector
            .process()
            .await(
                LIMIT,
                () -> expected.size() + " items in " + file.getFileName(),
                () ->
                    Optional.of(Canonical.items(OtlpFile.requests(file)))
                        .filter(items -> items.size() >= expected.size()));
    assertThat(beyond(arrived, expected)).as("items that nobody sent").isEmpty();
    assertThat(beyond(expected, arrived)).as("items that are missing").isEmpty();
  }

  /** The first few of {@code all} that {@code others} has not, or has less often. */
  private static List<String> beyond(List<String> all, List<String> others) {
    List<String> rest = new ArrayList<>(all);
    others.forEach(rest::remove);
    return rest.stream().limit(SHOWN).toList();
  }
}
