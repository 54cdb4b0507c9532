package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.flow.Backend.Answer;
import io.beltline.verification.flow.NumberedLines.Rotation;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.process.Eventually;
import io.beltline.verification.process.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A log file that is rotated while it is tailed, with the same 4 KB at the start of each: every
 * line arrives, once, whether the pattern includes the rotated files or not.
 */
class FileRotationTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "RENAME, shop.log, 5, 40, 100",
    "RENAME, shop.log*, 5, 40, 100",
    "RENAME, shop.log, 3, 25000, 20000",
    "RENAME, shop.log*, 3, 25000, 20000",
    "COPY_TRUNCATE, shop.log, 5, 40, 100",
    "COPY_TRUNCATE, shop.log*, 5, 40, 100",
    "COPY_TRUNCATE, shop.log, 3, 25000, 20000",
    "COPY_TRUNCATE, shop.log*, 3, 25000, 20000",
    "COPY_TRUNCATE_GZIP, shop.log, 5, 40, 100",
    "COPY_TRUNCATE_GZIP, shop.log*, 5, 40, 100",
    "COPY_TRUNCATE_GZIP, shop.log, 3, 25000, 20000",
    "COPY_TRUNCATE_GZIP, shop.log*, 3, 25000, 20000",
  })
  void everyLineArrivesOnce(Rotation how, String include, int rotations, int lines, int perSecond)
      throws Exception {
    int all = (rotations + 1) * lines;
    NumberedLines log = new NumberedLines(folder.resolve("shop.log"), true);
    try (Backend backend = Backend.start(Protocol.HTTP, all, numbers -> Answer.TAKEN);
        InProcess collector =
            InProcess.start(config(include, backend.port(), "{metrics: {level: none}}"))) {
      rotate(log, how, rotations, lines, perSecond);
      awaitAll(backend, all);
      collector.stop();
      assertThat(backend.duplicates()).isZero();
    }
  }

  /** Ten rotations a minute, slow and fast, against a process of its own. */
  @ParameterizedTest
  @Tag("long")
  @CsvSource({
    "RENAME, shop.log, 10, 60, 10",
    "RENAME, shop.log*, 10, 120000, 20000",
    "COPY_TRUNCATE, shop.log, 10, 60, 10",
    "COPY_TRUNCATE, shop.log*, 10, 120000, 20000",
    "COPY_TRUNCATE_GZIP, shop.log*, 10, 60, 10",
    "COPY_TRUNCATE_GZIP, shop.log*, 10, 120000, 20000",
  })
  void everyLineArrivesOnceForAMinute(
      Rotation how, String include, int rotations, int lines, int perSecond, TestReporter reporter)
      throws Exception {
    int all = (rotations + 1) * lines;
    int port = Ports.free(1)[0];
    NumberedLines log = new NumberedLines(folder.resolve("shop.log"), true);
    String metrics =
        "{metrics: {readers: [{pull: {exporter: {prometheus: {host: 127.0.0.1, port: %d}}}}]}}"
            .formatted(port);
    try (Backend backend = Backend.start(Protocol.HTTP, all, numbers -> Answer.TAKEN);
        BeltlineProcess collector =
            BeltlineProcess.start(folder, config(include, backend.port(), metrics), port)) {
      rotate(log, how, rotations, lines, perSecond);
      awaitAll(backend, all);
      assertThat(collector.stop()).isZero();
      assertThat(backend.duplicates()).isZero();
      reporter.publishEntry(
          Map.of(
              "rotation", how + " of " + include,
              "lines", Integer.toString(all),
              "lines a second", Integer.toString(perSecond),
              "missing", "0",
              "doubled", Long.toString(backend.duplicates())));
    }
  }

  private static void rotate(NumberedLines log, Rotation how, int times, int lines, int perSecond)
      throws Exception {
    for (int i = 0; i < times; i++) {
      log.append(lines, perSecond);
      log.rotate(how);
    }
    log.append(lines, perSecond);
  }

  private static void awaitAll(Backend backend, int all) throws Exception {
    Eventually.answer(
        LIMIT,
        () -> "all " + all + " lines",
        () -> backend.distinct() + " arrived",
        () -> backend.distinct() == all ? Optional.of(true) : Optional.empty());
  }

  private String config(String include, int port, String telemetry) {
    return """
    receivers:
      file_log:
        include: ['%1$s/%2$s']
        start_at: beginning
        poll_interval: 50ms
        compression: auto
        operators: %3$s
    exporters:
      otlp_http: {endpoint: 'http://127.0.0.1:%4$d', sending_queue: {queue_size: 100000}}
    service:
      telemetry: %5$s
      pipelines:
        logs: {receivers: [file_log], exporters: [otlp_http]}
    """
        .formatted(folder, include, NumberedLines.OPERATORS, port, telemetry);
  }
}
