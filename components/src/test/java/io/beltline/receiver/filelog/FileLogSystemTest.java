package io.beltline.receiver.filelog;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.tailing.PosixFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of the system: locks, and advice on its page cache. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class FileLogSystemTest {
  private static final String BEGINNING = "start_at: beginning";

  @TempDir private Path folder;

  @Test
  void aFileIsPassedOverWhileSomebodyHasItForHimself() throws IOException {
    PosixFiles system = Objects.requireNonNull(PosixFiles.find());
    try (FileLogRig rig = new FileLogRig(folder).write("a.log", "1\n")) {
      try (PosixFiles.Lock lock = system.take(folder.resolve("a.log"))) {
        assertThat(lock).isNotNull();
        rig.start(BEGINNING, "acquire_fs_lock: true").poll();
        assertThat(rig.bodies()).isEmpty();
        assertThat(rig.settings.meter().count("otelcol_fileconsumer_locked_files")).isEqualTo(2);
      }
      rig.poll();
      assertThat(rig.bodies()).containsExactly("1");
      try (PosixFiles.Lock lock = system.take(folder.resolve("a.log"))) {
        assertThat(lock).as("let go after the turn").isNotNull();
      }
    }
  }

  @Test
  void adviceChangesNothingOfWhatIsRead() throws IOException {
    try (FileLogRig rig = new FileLogRig(folder).write("a.log", "1\n")) {
      rig.start(BEGINNING, "file_cache_advise: true");
      rig.write("a.log", "2\n").poll();
      assertThat(rig.bodies()).containsExactly("1", "2");
    }
  }
}
