package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.process.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process is sized by its configuration, wherever the limit comes from. */
class ProcessSizeTest {
  private static final String CONFIG =
      """
      receivers:
        otlp: {protocols: {grpc: {endpoint: '127.0.0.1:%d'}}}
      processors:
        memory_limiter: {check_interval: 1s, limit_mib: %s}
      exporters:
        debug:
      service:
        telemetry: {metrics: {level: none}}
        pipelines:
          logs: {receivers: [otlp], processors: [memory_limiter], exporters: [debug]}
      """;
  private static final String AGAIN = "Starting again";
  private static final String HEAP = "-Xmx130m"; // of 300 MiB

  @TempDir private Path folder;

  @Test
  void by_a_limit_that_the_launcher_sees() throws Exception {
    int port = Ports.free(1)[0];
    try (BeltlineProcess collector =
        BeltlineProcess.start(folder, CONFIG.formatted(port, "300"), port)) {
      assertThat(collector.process().commandLine()).contains(HEAP);
      assertThat(collector.stop()).isZero();
      assertThat(collector.process().log()).doesNotContain(AGAIN);
    }
  }

  @Test
  void by_a_limit_that_only_the_program_can_know() throws Exception {
    int port = Ports.free(1)[0];
    Path limit = Files.writeString(folder.resolve("limit"), "300");
    String config = CONFIG.formatted(port, "'${file:" + limit + "}'");
    try (BeltlineProcess collector = BeltlineProcess.start(folder, config, port)) {
      assertThat(collector.process().commandLine())
          .as("the same process, started again with the same arguments")
          .contains(HEAP, "--config");
      assertThat(collector.stop()).isZero();
      assertThat(collector.process().log()).containsOnlyOnce(AGAIN);
    }
  }
}
