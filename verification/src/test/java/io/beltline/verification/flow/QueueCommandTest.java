package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Status;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.process.Ports;
import io.beltline.verification.process.Project;
import io.beltline.verification.process.RunningProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code beltline queue} beside a collector that runs, and after it was killed. */
class QueueCommandTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String CONFIG =
      """
      receivers:
        otlp: {protocols: {grpc: {endpoint: '127.0.0.1:%d'}}}
      extensions:
        file_storage: {directory: '%s', create_directory: true}
      exporters:
        otlp_grpc/away: {endpoint: '127.0.0.1:1', tls: {insecure: true}, sending_queue: {storage: file_storage}}
        otlp_grpc/picky: {endpoint: '127.0.0.1:%d', tls: {insecure: true}, sending_queue: {storage: file_storage}}
      service:
        extensions: [file_storage]
        telemetry: {metrics: {level: none}}
        pipelines:
          logs: {receivers: [otlp], exporters: [otlp_grpc/away, otlp_grpc/picky]}
      """;

  @TempDir private Path folder;

  @Test
  void what_waits_is_thrown_away_while_the_collector_runs() throws Exception {
    int port = Ports.free(1)[0];
    String config =
        CONFIG
            .formatted(port, folder.resolve("store"), 1)
            .replace("{storage: file_storage}", "{storage: file_storage, num_consumers: 1}")
            .replace("exporters: [otlp_grpc/away, otlp_grpc/picky]", "exporters: [otlp_grpc/away]");
    try (BeltlineProcess collector =
            BeltlineProcess.start(
                List.of("env", "XDG_RUNTIME_DIR=" + folder), folder, config, port);
        Sender sender = Sender.to(Protocol.GRPC, port)) {
      new Load(sender, 2, 3, false).start(1, request -> request < 5).join();

      assertThat(queue(1, "purge", "--requests", "otlp_grpc/away@logs"))
          .contains("would throw away 5 requests with 10 items; nothing is done without --yes");
      assertThat(queue(0, "purge", "--requests", "--yes", "otlp_grpc/away@logs"))
          .contains("4 requests with 8 items thrown away"); // one is being sent
      assertThat(queue(0, "ls"))
          .anyMatch(line -> line.matches("otlp_grpc/away@logs +disk +retrying .* 1 +2 .*"));
      assertThat(queue(1, "purge", "--requests", "otlp_grpc/away@logs"))
          .contains("would throw away 1 request with 2 items; nothing is done without --yes");
      collector.process().kill();
    }
    assertThat(queue(0, "ls", "--directory", folder.resolve("store").toString()))
        .anyMatch(line -> line.matches("otlp_grpc/away@logs +requests +1 +2 .*"));
  }

  private List<String> queue(int code, String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of(Project.launcher().toString(), "queue"));
    command.addAll(List.of(args));
    try (RunningProcess process =
        RunningProcess.start("beltline queue", folder, environment(), command)) {
      assertThat(process.awaitEnd(LIMIT)).as(process.log()).isEqualTo(code);
      return process.log().lines().toList();
    }
  }

  private Map<String, String> environment() {
    return Map.of("BELTLINE_BUILD", "never", "XDG_RUNTIME_DIR", folder.toString());
  }

  @Test
  void what_a_collector_holds_is_seen_while_it_runs_and_after_it_was_killed() throws Exception {
    int port = Ports.free(1)[0];
    Path store = folder.resolve("store");
    try (Backend picky =
        Backend.start(
            Protocol.GRPC,
            10_000,
            numbers -> new Backend.Answer(false, Status.Code.INVALID_ARGUMENT, null))) {
      Path config = folder.resolve("config.yaml");
      try (BeltlineProcess collector =
              BeltlineProcess.start(
                  List.of("env", "XDG_RUNTIME_DIR=" + folder),
                  folder,
                  CONFIG.formatted(port, store, picky.port()),
                  port);
          Sender sender = Sender.to(Protocol.GRPC, port)) {
        new Load(sender, 2, 3, false).start(1, request -> request < 3).join();
        collector
            .process()
            .await(
                LIMIT,
                () -> "six dead letters",
                () ->
                    queue(0, "ls").stream()
                        .filter(line -> line.matches("otlp_grpc/picky@logs .* 6"))
                        .findFirst());
        assertThat(queue(0, "ls"))
            .anyMatch(line -> line.matches("otlp_grpc/away@logs +disk +retrying .* 3 +6 .*"));
        assertThat(queue(0, "ls", "--dead-letters"))
            .filteredOn(line -> line.startsWith("otlp_grpc/picky@logs#"))
            .hasSize(6)
            .allMatch(line -> line.contains("INVALID_ARGUMENT"));
        assertThat(queue(0, "purge", "--yes", "otlp_grpc/picky@logs#1", "--config", "config.yaml"))
            .anyMatch(line -> line.contains("asking it"))
            .anyMatch(line -> line.equals("1 dead letter with 1 item thrown away"));
        collector.process().kill();
      }
      assertThat(queue(3, "ls")).anyMatch(line -> line.contains("no collector of this user runs"));
      assertThat(queue(0, "verify", "--config", config.toString()))
          .anyMatch(line -> line.contains("5 records with 5 items"))
          .anyMatch(line -> line.contains("3 records with 6 items"));
      assertThat(queue(0, "dump", "otlp_grpc/away@logs", "--directory", store.toString()))
          .filteredOn(line -> line.startsWith("{\"resourceLogs\""))
          .hasSize(3);
      assertThat(queue(0, "redrive", "otlp_grpc/picky@logs", "--directory", store.toString()))
          .anyMatch(line -> line.startsWith("5 dead letters moved to the queue"));
      assertThat(queue(0, "ls", "--directory", store.toString()))
          .anyMatch(line -> line.matches("otlp_grpc/picky@logs +requests +5 +5 .*"));
    }
  }
}
