package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.testkit.Numbered;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.process.Ports;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a collector whose queue is on disk ends while its backend is away, and what comes of it. */
class DiskShutdownTest {
  private static final int REQUESTS = 300;
  private static final int PER_REQUEST = 10;
  private static final int RECORDS = REQUESTS * PER_REQUEST;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** Less than the time after which a collector that waits for its backend ends. */
  private static final Duration SOON = Duration.ofSeconds(15);

  private static final String CONFIG =
      """
      extensions:
        file_storage: {directory: ./storage, create_directory: true, journal: {min_free_space: 0}}
      receivers:
        otlp: {protocols: {grpc: {endpoint: '127.0.0.1:%1$d'}}}
      exporters:
        %2$s
      service:
        extensions: [file_storage]
        telemetry: {metrics: {level: none}}
        pipelines:
          logs: {receivers: [otlp], exporters: [%3$s]}
      """;

  /** Ways to a backend, each with its queue on disk. */
  enum Way {
    GRPC(
        Protocol.GRPC,
        "otlp_grpc",
        "{endpoint: '127.0.0.1:%d', tls: {insecure: true}, timeout: 2s,"
            + " sending_queue: {storage: file_storage}}"),
    HTTP(
        Protocol.HTTP,
        "otlp_http",
        "{endpoint: 'http://127.0.0.1:%d', timeout: 2s, sending_queue: {storage: file_storage}}"),
    BATCHED(
        Protocol.GRPC,
        "otlp_grpc",
        "{endpoint: '127.0.0.1:%d', tls: {insecure: true}, timeout: 2s, sending_queue: {storage:"
            + " file_storage, batch: {flush_timeout: 10m, min_size: 70, max_size: 70}}}"),
    BALANCED(
        Protocol.GRPC,
        "load_balancing",
        "{resolver: {static: {hostnames: ['127.0.0.1:%d']}}, protocol: {otlp: {timeout: 2s,"
            + " tls: {insecure: true}, sending_queue: {storage: file_storage}}}}");

    private final Protocol protocol;
    private final String type;
    private final String exporter;

    Way(Protocol protocol, String type, String exporter) {
      this.protocol = protocol;
      this.type = type;
      this.exporter = exporter;
    }

    String config(int port, int backend) {
      return CONFIG.formatted(port, type + ": " + exporter.formatted(backend), type);
    }
  }

  /** How a backend is away: nobody listens, or nobody answers. */
  enum Away {
    ABSENT,
    SILENT
  }

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "GRPC, ABSENT",
    "HTTP, ABSENT",
    "BATCHED, ABSENT",
    "BALANCED, ABSENT",
    "GRPC, SILENT",
    "HTTP, SILENT",
    "BALANCED, SILENT"
  })
  void it_leaves_its_queue_on_disk_and_the_next_delivers_all(
      Way way, Away away, TestReporter reporter) throws Exception {
    int[] ports = Ports.free(2);
    try (SilentLine line = SilentLine.to(ports[1])) {
      line.silent(true);
      String config = way.config(ports[0], away == Away.SILENT ? line.port() : ports[1]);
      long millis = endsSoon(config, ports[0]);
      reporter.publishEntry(way + ", " + away, "ended after " + millis + " ms");
      line.silent(false);
      arrives(way.protocol, config, ports);
    }
  }

  /** Takes requests whose first attempt fails, and ends; returns how long that took. */
  private long endsSoon(String config, int port) throws Exception {
    try (BeltlineProcess collector = BeltlineProcess.start(folder, config, port);
        Sender sender = Sender.to(Protocol.GRPC, port)) {
      for (int i = 0; i < REQUESTS; i++) {
        Sender.Told told = sender.send(Numbered.logs((long) i * PER_REQUEST, PER_REQUEST, 50));
        assertThat(told.accepted())
            .as("request %d: %s%n%s", i, told, collector.process().log())
            .isTrue();
      }
      collector
          .process()
          .awaitLine(line -> line.contains("could not deliver"), "a failed attempt", LIMIT);
      long begun = System.nanoTime();
      collector.process().signal("TERM");
      int code = collector.process().awaitEnd(SOON);
      long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
      assertThat(code).as(collector.process().log()).isZero();
      assertThat(collector.process().log())
          .contains(
              "%d requests with %d items stay in the queue on disk".formatted(REQUESTS, RECORDS))
          .contains("stays on disk)", "Shutdown complete.")
          .doesNotContain("were not delivered", "\terror\t");
      return millis;
    }
  }

  /** The backend is back: another collector delivers what it finds, although it is told to end. */
  private void arrives(Protocol protocol, String config, int[] ports) throws Exception {
    try (Backend backend =
            Backend.start(protocol, ports[1], RECORDS, numbers -> Backend.Answer.TAKEN);
        BeltlineProcess collector = BeltlineProcess.start(folder, config, ports[0])) {
      assertThat(collector.stop()).as(collector.process().log()).isZero();
      assertThat(backend.distinct()).as(collector.process().log()).isEqualTo(RECORDS);
      assertThat(backend.duplicates()).isZero();
      assertThat(collector.process().log()).doesNotContain("stay in the queue on disk");
    }
  }
}
