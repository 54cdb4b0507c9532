package io.beltline.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.testkit.RealClock;
import io.beltline.verification.otlp.Item;
import io.beltline.verification.otlp.RecordedTelemetry;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.peer.Web;
import io.beltline.verification.process.Memory;
import io.beltline.verification.process.Ports;
import io.beltline.verification.process.Project;
import io.beltline.verification.process.RunningProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes down how soon a collector listens and how much memory it takes; judges neither. */
@Tag("long")
class FootprintTest {
  private static final String TRAINING = "distribution/target/dist/bin/beltline-train";
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration REST = Duration.ofSeconds(13);
  private static final int STARTS = 5;
  private static final int ROUNDS = 50;
  private static final int SPANS = 100;
  private static final String CONFIG =
      """
      receivers:
        otlp:
          protocols:
            grpc: {endpoint: '127.0.0.1:%d'}
            http: {endpoint: '127.0.0.1:%d'}
      exporters:
        file: {path: '%s'}
      service:
        pipelines:
          traces: {receivers: [otlp], exporters: [file]}
      """;

  @TempDir private Path folder;

  @Test
  void time_to_listening_and_memory() throws Exception {
    RunningProcess.run(
        "training",
        folder,
        Map.of(),
        LIMIT,
        List.of(Project.root().resolve(TRAINING).toAbsolutePath().toString()));
    List<Duration> starts = new ArrayList<>();
    List<Memory> idle = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      try (BeltlineProcess collector = start("start-" + i, Ports.free(2))) {
        starts.add(collector.timeToListening());
        RealClock.INSTANCE.sleep(REST);
        idle.add(collector.memory());
      }
    }
    Memory loaded = underLoad();

    starts.sort(null);
    List<Long> resident = idle.stream().map(Memory::resident).sorted().toList();
    String page = page(starts, resident, loaded);
    System.out.println(page);
    Path docs = Files.createDirectories(Project.root().resolve("docs/verification"));
    Files.writeString(docs.resolve("footprint.md"), page);
    assertThat(resident).allMatch(bytes -> bytes > 0);
  }

  private BeltlineProcess start(String name, int[] ports) throws Exception {
    Path own = Files.createDirectory(folder.resolve(name));
    String config = CONFIG.formatted(ports[0], ports[1], own.resolve("traces.jsonl"));
    return BeltlineProcess.start(own, config, ports);
  }

  private Memory underLoad() throws Exception {
    List<byte[]> bodies =
        new RecordedTelemetry(7)
            .traces(10, SPANS).stream()
                .map(JsonNode::toString)
                .map(json -> json.getBytes(StandardCharsets.UTF_8))
                .toList();
    int[] ports = Ports.free(2);
    try (BeltlineProcess collector = start("load", ports)) {
      for (int round = 0; round < ROUNDS; round++) {
        for (byte[] body : bodies) {
          Web.post(ports[1], "/v1/traces", "application/json", body);
        }
      }
      Memory memory = collector.memory();
      assertThat(collector.stop()).as(collector.process().log()).isIn(0, 143);
      assertThat(spans(folder.resolve("load/traces.jsonl")))
          .isEqualTo((long) ROUNDS * bodies.size() * SPANS);
      return memory;
    }
  }

  private static long spans(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.map(JsonMapper.shared()::readTree).mapToLong(one -> Item.of(one).count()).sum();
    }
  }

  private static String page(List<Duration> starts, List<Long> idle, Memory loaded) {
    return """
    # Footprint

    Written by `FootprintTest` (long form): one collector with an OTLP receiver and a file
    exporter, with a start-up cache and the shipped flags, through the launcher at the root; %s, %d processors,
    Java %s.

    | what | figure |
    |---|---|
    | process start until both OTLP ports accept connections, median of %d | %d ms |
    | the slowest of them | %d ms |
    | resident memory after 13 s at rest, median | %d MiB |
    | resident memory after %d spans in %d OTLP/JSON requests | %d MiB |
    | its peak until then | %d MiB |
    """
        .formatted(
            System.getProperty("os.name") + " " + System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("java.version"),
            STARTS,
            starts.get(STARTS / 2).toMillis(),
            starts.getLast().toMillis(),
            mebibytes(idle.get(STARTS / 2)),
            ROUNDS * 10 * SPANS,
            ROUNDS * 10,
            mebibytes(loaded.resident()),
            mebibytes(loaded.peak()));
  }

  private static long mebibytes(long bytes) {
    return bytes >> 20;
  }
}
