package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.testkit.RealClock;
import io.beltline.verification.otlp.Item;
import io.beltline.verification.otlp.OtlpFile;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.process.Eventually;
import io.beltline.verification.process.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Stack traces of 50 containers on both streams, in the forms of the container runtime interface
 * and of Docker, line by line between each other: each trace becomes one record.
 */
class ContainerTracesTest {
  private static final int CONTAINERS = 50;
  private static final Duration LIMIT = Duration.ofSeconds(120);

  @TempDir private Path folder;

  @Test
  void each_trace_is_one_record(TestReporter reporter) throws Exception {
    run(20, 20_261_128, reporter);
  }

  @Test
  @Tag("long") // 50,000 traces
  void each_of_many_traces_is_one_record(TestReporter reporter) throws Exception {
    run(500, Seed.fresh(), reporter);
  }

  private void run(int tracesEach, long seed, TestReporter reporter) throws Exception {
    ContainerLogs logs =
        new ContainerLogs(folder, CONTAINERS, tracesEach, new SplittableRandom(seed));
    int port = Ports.free(1)[0];
    Path out = folder.resolve("out.json");
    try (BeltlineProcess collector = BeltlineProcess.start(folder, config(out, port), port)) {
      while (logs.writeSome()) {
        RealClock.INSTANCE.sleep(Duration.ofMillis(5));
      }
      int all = logs.traces().size();
      Eventually.answer(
          LIMIT,
          () -> "seed " + seed + ": " + all + " records",
          () -> bodies(out).size() + " came",
          () -> bodies(out).size() >= all ? Optional.of(true) : Optional.empty());
      assertThat(collector.stop()).isZero();
      List<String> bodies = bodies(out);
      assertThat(bodies).as("seed %d", seed).hasSize(all);
      assertThat(new HashSet<>(bodies)).as("seed %d", seed).isEqualTo(logs.traces());
      assertThat(pods(out)).as("pods that records name").isEqualTo(CONTAINERS / 2);
      reporter.publishEntry(
          Map.of(
              "seed", Long.toString(seed),
              "containers", Integer.toString(CONTAINERS),
              "traces", Integer.toString(all),
              "mixed, missing or divided", "0"));
    }
  }

  private static List<Item> items(Path out) throws IOException {
    return OtlpFile.requests(out).stream().flatMap(Item::of).toList();
  }

  private static List<String> bodies(Path out) {
    try {
      return items(out).stream()
          .map(item -> item.body().path("body").path("stringValue").asString(""))
          .toList();
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private static long pods(Path out) throws IOException {
    return items(out).stream()
        .flatMap(item -> item.resource().path("resource").path("attributes").valueStream())
        .filter(attribute -> attribute.path("key").asString("").equals("k8s.pod.name"))
        .map((JsonNode attribute) -> attribute.path("value").path("stringValue").asString(""))
        .distinct()
        .count();
  }

  private String config(Path out, int port) {
    return """
    receivers:
      file_log:
        include: ['%1$s/pods/*/*/*.log', '%1$s/docker/*/*-json.log']
        start_at: beginning
        include_file_path: true
        poll_interval: 50ms
        operators:
          - type: container
            add_metadata_from_filepath: true
            if: attributes["log.file.path"] contains "/pods/"
          - type: container
            id: docker
            add_metadata_from_filepath: false
            if: attributes["log.file.path"] contains "/docker/"
          - type: recombine
            combine_field: body
            is_first_entry: body matches '%2$s'
            force_flush_period: 3s
    exporters:
      file: {path: '%3$s'}
    service:
      telemetry:
        metrics: {readers: [{pull: {exporter: {prometheus: {host: 127.0.0.1, port: %4$d}}}}]}
      pipelines:
        logs: {receivers: [file_log], exporters: [file]}
    """
        .formatted(folder, ContainerLogs.FIRST, out, port);
  }
}
