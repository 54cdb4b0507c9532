package io.beltline.receiver.filelog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLogOrderTest {
  @TempDir private Path folder;

  @Test
  void theFileThatWasWrittenLastIsRead() throws IOException {
    try (FileLogRig rig = new FileLogRig(folder).write("a.log", "a\n").write("b.log", "b\n")) {
      Files.setLastModifiedTime(folder.resolve("b.log"), FileTime.fromMillis(1000));
      rig.start("start_at: beginning", "ordering_criteria: {sort_by: [{sort_type: mtime}]}");
      assertThat(rig.bodies()).containsExactly("a");
    }
  }
}
