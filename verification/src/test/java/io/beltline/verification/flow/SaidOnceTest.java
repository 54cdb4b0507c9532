package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Status;
import io.beltline.service.logging.LogSettings;
import io.beltline.service.logging.Logging;
import io.beltline.testkit.Numbered;
import io.beltline.testkit.RealClock;
import io.beltline.verification.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log says of a destination that does not take anything: once, and at the end. */
class SaidOnceTest {
  private static final String CONFIG =
      """
      receivers:
        otlp: {protocols: {grpc: {endpoint: '127.0.0.1:%d'}}}
      exporters:
        otlp_grpc: {endpoint: '127.0.0.1:%d', tls: {insecure: true}}
      service:
        telemetry: {metrics: {level: none}, logs: {output_paths: ['%s']}}
        pipelines:
          logs: {receivers: [otlp], exporters: [otlp_grpc]}
      """;

  @TempDir private Path folder;

  @AfterEach
  void restore() throws IOException {
    Logging.configure(LogSettings.STANDARD);
  }

  @Test
  void aDestinationThatHoldsIsToldOnceAndSoIsWhatWaitsAtTheEnd() throws Exception {
    int port = Ports.free(1)[0];
    Path log = folder.resolve("log");
    try (Backend backend =
        Backend.start(
            Protocol.GRPC,
            100,
            numbers -> new Backend.Answer(false, Status.Code.UNAUTHENTICATED, null))) {
      try (InProcess collector =
              InProcess.startImpatient(CONFIG.formatted(port, backend.port(), log));
          Sender sender = Sender.to(Protocol.GRPC, port)) {
        assertThat(sender.send(Numbered.logs(0, 4, 10)).accepted()).isTrue();
        while (!Files.readString(log).contains("does not deliver")) {
          RealClock.INSTANCE.sleep(Duration.ofMillis(10));
        }
        collector.stop();
      }
      List<String> lines = Files.readAllLines(log);
      assertThat(lines)
          .filteredOn(line -> line.contains("\twarn\t") && line.contains("UNAUTHENTICATED"))
          .singleElement()
          .asString()
          .contains("does not deliver until a person mends it", "otlp_grpc");
      assertThat(String.join("\n", lines))
          .containsSubsequence(
              "Starting shutdown...",
              "4 items wait to be delivered, until 20",
              "at the latest (in 1 s): otlp_grpc@logs 4, which does not deliver: UNAUTHENTICATED",
              "4 items were not delivered before shutdown and are lost",
              "Shutdown complete.");
    }
  }
}
