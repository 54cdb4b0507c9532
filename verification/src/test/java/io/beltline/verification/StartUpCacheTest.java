package io.beltline.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.process.Ports;
import io.beltline.verification.process.Project;
import io.beltline.verification.process.RunningProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * That the start-up cache has all a plain start needs. A single class that is read from a library
 * opens every library before it, which takes the start 100 ms and the process several MiB.
 */
class StartUpCacheTest {
  private static final String TRAINING = "distribution/target/dist/bin/beltline-train";
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String CONFIG =
      """
      receivers:
        otlp:
          protocols:
            grpc: {endpoint: '127.0.0.1:%d'}
            http: {endpoint: '127.0.0.1:%d'}
      exporters:
        debug:
      service:
        telemetry: {metrics: {address: '127.0.0.1:%d'}}
        pipelines:
          traces: {receivers: [otlp], exporters: [debug]}
      """;

  @TempDir private Path folder;

  @Test
  void no_class_is_read_from_a_library() throws Exception {
    RunningProcess.run(
        "training",
        folder,
        Map.of(),
        LIMIT,
        List.of(Project.root().resolve(TRAINING).toAbsolutePath().toString()));
    Path classes = folder.resolve("classes.log");
    List<String> loaded;
    int[] ports = Ports.free(3);
    try (BeltlineProcess collector =
        BeltlineProcess.start(
            List.of("env", "BELTLINE_JAVA_OPTS=-Xlog:class+load:file=" + classes),
            folder,
            CONFIG.formatted(ports[0], ports[1], ports[2]),
            ports)) {
      collector
          .process()
          .awaitLine(line -> line.contains("Everything is ready"), "to be ready", LIMIT);
      loaded = Files.readAllLines(classes); // the end may need others
      assertThat(collector.stop()).as(collector.process().log()).isIn(0, 143);
    }
    assertThat(loaded).anyMatch(line -> line.contains("source: shared objects file"));
    assertThat(loaded).noneMatch(line -> line.contains("source: file:"));
  }
}
