package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Status;
import io.beltline.testkit.RealClock;
import io.beltline.verification.flow.Backend.Answer;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.process.Eventually;
import io.beltline.verification.process.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * A collector that tails a file, has its queue in memory, and is killed again and again while the
 * backend comes and goes: every line arrives. Another spelling of the receiver's name goes on where
 * the first was.
 */
class FileLogKillTest {
  private static final int LINES = 120_000;
  private static final int KILLS = 6;

  /** Ten requests in the queue, ten being sent, one with each reader, and what a second brings. */
  private static final int LINES_ON_THE_WAY = 40_000;

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Answer AWAY = new Answer(false, Status.Code.UNAVAILABLE, null);

  @TempDir private Path folder;

  @Test
  void every_line_arrives(TestReporter reporter) throws Exception {
    SplittableRandom random = new SplittableRandom(20_261_128);
    AtomicBoolean away = new AtomicBoolean();
    NumberedLines log = new NumberedLines(folder.resolve("shop.log"), false);
    int port = Ports.free(1)[0];
    try (Backend backend =
        Backend.start(Protocol.GRPC, LINES, numbers -> away.get() ? AWAY : Answer.TAKEN)) {
      for (int kill = 0; kill < KILLS; kill++) {
        away.set(kill % 2 == 1);
        try (BeltlineProcess collector = start("filelog", port, backend)) {
          log.append(LINES / KILLS, 40_000);
          RealClock.INSTANCE.sleep(Duration.ofMillis(random.nextInt(400)));
          collector.process().kill();
        }
      }
      away.set(false);
      try (BeltlineProcess collector = start("filelog", port, backend)) {
        awaitAll(backend);
        assertThat(collector.stop()).isZero();
      }
      long duplicates = backend.duplicates();
      assertThat(duplicates).isLessThanOrEqualTo((long) KILLS * LINES_ON_THE_WAY);
      reporter.publishEntry(
          Map.of("lines", "" + log.written(), "kills", "" + KILLS, "doubled", "" + duplicates));
      try (BeltlineProcess collector = start("file_log", port, backend)) {
        assertThat(collector.stop()).isZero();
      }
      assertThat(backend.duplicates()).as("read again under the other name").isEqualTo(duplicates);
    }
  }

  private BeltlineProcess start(String name, int port, Backend backend) throws Exception {
    return BeltlineProcess.start(folder, config(name, port, backend.port()), port);
  }

  private static void awaitAll(Backend backend) throws Exception {
    Eventually.answer(
        LIMIT,
        () -> "all " + LINES + " lines",
        () -> backend.distinct() + " arrived",
        () -> backend.distinct() == LINES ? Optional.of(true) : Optional.empty());
  }

  private String config(String name, int metrics, int port) {
    return """
    extensions:
      file_storage: {directory: ./storage, create_directory: true}
    receivers:
      %1$s:
        include: ['%2$s/shop.log']
        start_at: beginning
        storage: file_storage
        retry_on_failure: {initial_interval: 50ms, max_interval: 200ms}
        operators: %3$s
    exporters:
      otlp:
        endpoint: '127.0.0.1:%5$d'
        tls: {insecure: true}
        sending_queue: {queue_size: 10}
        retry_on_failure: {initial_interval: 20ms, max_interval: 100ms}
    service:
      extensions: [file_storage]
      telemetry:
        metrics: {readers: [{pull: {exporter: {prometheus: {host: 127.0.0.1, port: %4$d}}}}]}
      pipelines:
        logs: {receivers: [%1$s], exporters: [otlp]}
    """
        .formatted(name, folder, NumberedLines.OPERATORS, metrics, port);
  }
}
