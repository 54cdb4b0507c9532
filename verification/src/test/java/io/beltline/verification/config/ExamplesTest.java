package io.beltline.verification.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.process.Project;
import io.beltline.verification.process.RunningProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs each example as it stands, on its own ports, until it is ready, and ends it. */
class ExamplesTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("examples")
  void runs(String example) throws Exception {
    String config = Files.readString(root().resolve(example));
    try (RunningProcess collector = BeltlineProcess.launch(folder, config)) {
      collector.awaitLine(line -> line.contains("Everything is ready."), "it is ready", LIMIT);
      int code = collector.terminate();
      assertThat(code).as(collector.log()).isZero();
      assertThat(collector.log()).doesNotContain("\terror\t", "\twarn\t");
    }
  }

  @Test
  void noFolderIsWithoutOne() throws IOException {
    try (Stream<Path> folders = Files.list(root())) {
      assertThat(folders)
          .hasSizeGreaterThanOrEqualTo(8)
          .allMatch(folder -> Files.exists(folder.resolve("config.yaml")));
    }
  }

  /** All configurations of a collector: those of servers beside it and of trials are none. */
  static List<String> examples() throws IOException {
    try (Stream<Path> files = Files.walk(root())) {
      return files
          .map(file -> root().relativize(file).toString())
          .filter(name -> name.endsWith(".yaml") && !name.endsWith(".test.yaml"))
          .filter(ExamplesTest::isOfCollector)
          .sorted()
          .toList();
    }
  }

  private static Path root() {
    return Project.root().resolve("examples");
  }

  private static boolean isOfCollector(String example) {
    try (Stream<String> lines = Files.lines(root().resolve(example))) {
      return example.endsWith("/config.yaml") || lines.anyMatch("service:"::equals);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
