package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.flow.Backend.Answer;
import io.beltline.verification.flow.NumberedLines.Rotation;
import io.beltline.verification.process.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A log file that is rotated while it is tailed, with the same 4 KB at the start of each: every
 * line arrives, once.
 */
class FileRotationTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "RENAME, 5, 40, 100",
    "RENAME, 3, 25000, 20000",
    "COPY_TRUNCATE, 5, 40, 100",
    "COPY_TRUNCATE, 3, 25000, 20000",
    "COPY_TRUNCATE_GZIP, 5, 40, 100",
    "COPY_TRUNCATE_GZIP, 3, 25000, 20000",
  })
  void everyLineArrivesOnce(Rotation how, int rotations, int lines, int perSecond)
      throws Exception {
    int all = (rotations + 1) * lines;
    NumberedLines log = new NumberedLines(folder.resolve("shop.log"), true);
    try (Backend backend = Backend.start(Protocol.HTTP, all, numbers -> Answer.TAKEN);
        InProcess collector = InProcess.start(config(backend.port()))) {
      for (int i = 0; i < rotations; i++) {
        log.append(lines, perSecond);
        log.rotate(how);
      }
      log.append(lines, perSecond);
      Eventually.answer(
          LIMIT,
          () -> "all " + all + " lines",
          () -> backend.distinct() + " arrived of " + collector.destinations(),
          () -> backend.distinct() == all ? Optional.of(true) : Optional.empty());
      assertThat(backend.duplicates()).isZero();
    }
  }

  private String config(int port) {
    return """
    receivers:
      file_log:
        include: ['%1$s/shop.log']
        start_at: beginning
        poll_interval: 50ms
        operators: %2$s
    exporters:
      otlp_http: {endpoint: 'http://127.0.0.1:%3$d', sending_queue: {queue_size: 100000}}
    service:
      telemetry: {metrics: {level: none}}
      pipelines:
        logs: {receivers: [file_log], exporters: [otlp_http]}
    """
        .formatted(folder, NumberedLines.OPERATORS, port);
  }
}
