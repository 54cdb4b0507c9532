package io.beltline.receiver.filelog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are renamed, replaced and truncated. */
class FileLogRotationTest {
  private static final String BEGINNING = "start_at: beginning";

  @TempDir private Path folder;

  @Test
  void aRenamedFileIsDrainedAndTheNewOneIsRead() throws IOException {
    try (FileLogRig rig = new FileLogRig(folder).write("a.log", "1\n")) {
      rig.start(BEGINNING, "include: ['FOLDER/a.log']");
      rig.write("a.log", "2\n");
      Files.move(folder.resolve("a.log"), folder.resolve("a.log.1"));
      rig.write("a.log.1", "3\n").write("a.log", "4\n").poll().poll();
      assertThat(rig.bodies()).containsExactlyInAnyOrder("1", "2", "3", "4");
    }
  }

  @Test
  void aRenamedFileThatIsIncludedIsNotReadAgain() throws IOException {
    try (FileLogRig rig = new FileLogRig(folder).write("a.log", "1\n")) {
      rig.start(BEGINNING);
      Files.move(folder.resolve("a.log"), folder.resolve("a.log.1"));
      rig.write("a.log", "2\n").poll().poll();
      assertThat(rig.bodies()).containsExactly("1", "2");
    }
  }

  @Test
  void aFileThatWasRenamedWhileNobodyReadIsFoundByItsInode() throws IOException {
    try (FileLogRig rig = new FileLogRig(folder).write("a.log", "1\n")) {
      rig.start("include: ['FOLDER/a.log']", BEGINNING, "storage: file_storage");
      rig.stop();
      rig.write("a.log", "2\n");
      Files.move(folder.resolve("a.log"), folder.resolve("a.log.1"));
      rig.write("a.log", "3\n");
      rig.start("include: ['FOLDER/a.log']", BEGINNING, "storage: file_storage").poll();
      assertThat(rig.bodies()).containsExactlyInAnyOrder("1", "2", "3");
    }
  }

  @Test
  void aTruncatedFileIsBegunAnewHoweverEqualItsHeader() throws IOException {
    String header = "#".repeat(4095) + "\n";
    try (FileLogRig rig = new FileLogRig(folder).write("a.log", header + "1\n")) {
      rig.start(BEGINNING);
      Files.writeString(folder.resolve("a.log"), header + "2\n3\n");
      rig.poll().poll();
      assertThat(rig.bodies())
          .filteredOn(b -> !String.valueOf(b).startsWith("#"))
          .containsExactly("1", "2", "3");
    }
  }

  @Test
  void whatADeletedFileEndsInIsTakenBeforeItIsClosed() throws IOException {
    try (FileLogRig rig = new FileLogRig(folder).write("a.log", "1\nrest")) {
      rig.start(BEGINNING, "force_flush_period: 0");
      rig.poll(Duration.ofMinutes(2)).poll();
      assertThat(rig.bodies()).as("it waits while the file is there").containsExactly("1");
      Files.delete(folder.resolve("a.log"));
      rig.poll().poll();
      assertThat(rig.bodies()).isEmpty();
      rig.poll(Duration.ofSeconds(11)).poll().poll();
      assertThat(rig.bodies()).containsExactly("rest");
      assertThat(rig.settings.meter().gauge("otelcol_fileconsumer_open_files", Map.of())).isZero();
    }
  }

  @Test
  void aReplacedFileIsReadFromItsStart() throws IOException {
    try (FileLogRig rig = new FileLogRig(folder).write("a.log", "1\n2\n")) {
      rig.start(BEGINNING, "include: ['FOLDER/a.log']");
      rig.write("new", "3\n");
      Files.move(
          folder.resolve("new"), folder.resolve("a.log"), StandardCopyOption.REPLACE_EXISTING);
      rig.poll().poll();
      assertThat(rig.bodies()).containsExactly("1", "2", "3");
    }
  }
}
