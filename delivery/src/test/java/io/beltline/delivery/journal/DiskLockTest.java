package io.beltline.delivery.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A lock on disk is held until whoever has it gives it back, whatever the same process looks at.
 */
final class DiskLockTest {
  @TempDir Path folder;
  private final DiskFiles files = new DiskFiles();

  /** A process that tries to take a lock and says how that went. */
  static final class Taker {
    private Taker() {}

    public static void main(String[] arguments) throws Exception {
      try (AutoCloseable mine = new DiskFiles().lock(Path.of(arguments[0]))) {
        System.out.print(mine == null ? "" : "taken");
      } catch (IOException held) {
        System.out.print("refused");
      }
    }
  }

  private static String anotherProcess(Path path) throws Exception {
    Process taker =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Taker.class.getName(),
                path.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return new String(taker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      taker.destroyForcibly().waitFor();
    }
  }

  @Test
  void aSecondUserInTheProcessDoesNotFreeIt() throws Exception {
    Path path = folder.resolve("lock");
    try (AutoCloseable mine = files.lock(path)) {
      assertThat(mine).isNotNull();
      assertThatThrownBy(() -> files.lock(path)).hasMessageContaining("in use by another");
      assertThat(anotherProcess(path)).isEqualTo("refused");
    }
    assertThat(anotherProcess(path)).isEqualTo("taken");
  }

  @Test
  void aLookAtItDoesNotFreeIt() throws Exception {
    Path path = folder.resolve("lock");
    assertThat(DiskFiles.isLocked(path)).isFalse();
    assertThat(path).doesNotExist();
    try (AutoCloseable mine = files.lock(path)) {
      assertThat(mine).isNotNull();
      assertThat(DiskFiles.isLocked(path)).isTrue();
      assertThat(anotherProcess(path)).isEqualTo("refused");
    }
    assertThat(DiskFiles.isLocked(path)).isFalse();
    try (AutoCloseable again = files.lock(path)) {
      assertThat(again).isNotNull();
    }
  }

  @Test
  void anotherNameOfTheDirectoryIsTheSame() throws Exception {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path other = Files.createSymbolicLink(folder.resolve("other"), real);
    try (AutoCloseable mine = files.lock(real.resolve("lock"))) {
      assertThat(mine).isNotNull();
      assertThat(DiskFiles.isLocked(other.resolve("lock"))).isTrue();
      assertThatThrownBy(() -> files.lock(other.resolve("lock"))).hasMessageContaining("in use");
      assertThat(anotherProcess(other.resolve("lock"))).isEqualTo("refused");
    }
  }
}
