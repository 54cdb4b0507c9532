package io.beltline.exporter.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.extension.Configs;
import io.beltline.testkit.FakeClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files are emptied, and what is remembered for that. */
class OpenFilesTest {
  private static final byte[] LINE = "line\n".getBytes(StandardCharsets.UTF_8);

  @TempDir Path directory;
  private OpenFiles files = open("");

  @AfterEach
  void close() {
    assertThat(files.close()).isEmpty();
  }

  private static OpenFiles open(String more) {
    return new OpenFiles(
        Configs.bind(
            FileExporterConfig.class,
            "path: /data/*.json\ngroup_by: {enabled: true, max_open_files: 1}\n" + more),
        new LocalDisk("0755"),
        new FakeClock(),
        new EmptiedPaths(new LocalDisk("0755")),
        failed -> {
          throw new AssertionError(failed);
        });
  }

  private Path path(int i) {
    return directory.resolve(i + ".json");
  }

  @Test
  void onlyWhatWasThereAtFirstIsEmptied() throws IOException {
    Files.writeString(path(0), "of an earlier run\n");
    for (int i = 0; i < EmptiedPaths.UNSEEN + 200; i++) {
      files.write(path(i), LINE);
    }
    files.write(path(0), LINE);
    assertThat(Files.readAllLines(path(0))).containsExactly("line", "line");
    assertThat(files.remembered()).isEqualTo(EmptiedPaths.UNSEEN + 200);
  }

  @Test
  void filesThatAreGoneAreNotRemembered() throws IOException {
    files.write(path(0), LINE);
    for (int i = 1; i < 3 * EmptiedPaths.UNSEEN; i++) {
      files.write(path(i), LINE);
      Files.delete(path(i));
      assertThat(files.remembered()).isLessThanOrEqualTo(EmptiedPaths.UNSEEN);
    }
    files.write(path(0), LINE);
    assertThat(Files.readAllLines(path(0))).containsExactly("line", "line");
  }

  @ParameterizedTest
  @ValueSource(strings = {"append: true\n", "rotation: {}\n"})
  void nothingIsRememberedWhereFilesAreNeverEmptied(String more) throws IOException {
    files = open(more);
    Files.writeString(path(0), "of an earlier run\n");
    for (int i = 0; i < 3; i++) {
      files.write(path(i), LINE);
    }
    assertThat(files.remembered()).isZero();
    assertThat(Files.readAllLines(path(0))).containsExactly("of an earlier run", "line");
  }
}
