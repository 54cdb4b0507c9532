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
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * A collector that tails a file, has its queue in memory, and is killed again and again while the
 * backend fails at random and goes away altogether: every line arrives. Another spelling of the
 * receiver's name goes on where the first was.
 */
class FileLogKillTest {
  /** Ten requests in the queue, ten being sent, one with each reader, and what a second brings. */
  private static final int LINES_ON_THE_WAY = 40_000;

  private static final Duration LIMIT = Duration.ofSeconds(240);
  private static final Answer AWAY = new Answer(false, Status.Code.UNAVAILABLE, null);
  private static final Answer TAKEN_AND_LOST = new Answer(true, Status.Code.UNAVAILABLE, null);

  @TempDir private Path folder;

  /** A backend that is away for whole lives, and of whose other answers some are failures. */
  private static final class Fickle {
    private final AtomicBoolean away = new AtomicBoolean();
    private final LongAdder answersLost = new LongAdder();
    private final SplittableRandom random;
    private final Backend backend;

    Fickle(int lines, SplittableRandom random) {
      this.random = random;
      this.backend =
          Backend.start(
              Protocol.GRPC, lines, numbers -> away.get() ? AWAY : answer(numbers.size()));
    }

    private synchronized Answer answer(int lines) {
      int draw = random.nextInt(20);
      if (draw == 0) {
        answersLost.add(lines);
      }
      return draw == 0 ? TAKEN_AND_LOST : draw < 4 ? AWAY : Answer.TAKEN;
    }
  }

  @Test
  void every_line_arrives(TestReporter reporter) throws Exception {
    kill(120_000, 6, 40_000, 20_261_128, reporter);
  }

  @Test
  @Tag("long") // a kill every ten seconds
  void a_million_lines_arrive(TestReporter reporter) throws Exception {
    kill(1_000_000, 12, 8_000, Seed.fresh(), reporter);
  }

  private void kill(int lines, int kills, int perSecond, long seed, TestReporter reporter)
      throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    NumberedLines log = new NumberedLines(folder.resolve("shop.log"), false);
    int port = Ports.free(1)[0];
    Fickle fickle = new Fickle(lines, random.split());
    try (Backend backend = fickle.backend) {
      for (int kill = 1; kill <= kills; kill++) {
        fickle.away.set(kill % 2 == 0 && random.nextInt(3) > 0);
        try (BeltlineProcess collector = start("filelog", port, backend)) {
          log.append(lines * kill / kills - log.written(), perSecond);
          RealClock.INSTANCE.sleep(Duration.ofMillis(random.nextInt(400)));
          collector.process().kill();
        }
      }
      fickle.away.set(false);
      try (BeltlineProcess collector = start("filelog", port, backend)) {
        awaitAll(backend, lines, seed);
        assertThat(collector.stop()).isZero();
      }
      long duplicates = backend.duplicates();
      long lost = fickle.answersLost.sum();
      assertThat(duplicates).isLessThanOrEqualTo((long) kills * LINES_ON_THE_WAY + lost);
      reporter.publishEntry(
          Map.of(
              "seed", Long.toString(seed),
              "lines", Integer.toString(log.written()),
              "kills", Integer.toString(kills),
              "missing", "0",
              "in answers that were lost", Long.toString(lost),
              "doubled", Long.toString(duplicates)));
      try (BeltlineProcess collector = start("file_log", port, backend)) {
        assertThat(collector.stop()).isZero();
      }
      assertThat(backend.duplicates()).as("read again under the other name").isEqualTo(duplicates);
    }
  }

  private BeltlineProcess start(String name, int port, Backend backend) throws Exception {
    return BeltlineProcess.start(folder, config(name, port, backend.port()), port);
  }

  private static void awaitAll(Backend backend, int lines, long seed) throws Exception {
    Eventually.answer(
        LIMIT,
        () -> "seed " + seed + ": all " + lines + " lines",
        () -> backend.distinct() + " arrived",
        () -> backend.distinct() == lines ? Optional.of(true) : Optional.empty());
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
