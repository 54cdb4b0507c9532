package io.beltline.receiver.filelog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found, and what becomes of its lines. */
class FileLogReceiverTest {
  private static final String BEGINNING = "start_at: beginning";

  @TempDir private Path folder;

  @Test
  void linesThatAreAppendedAreRead() throws IOException {
    try (FileLogRig rig = new FileLogRig(folder).write("a.log", "old\n").start()) {
      rig.write("a.log", "one\r\n  two  \n\nth").poll();
      assertThat(rig.records())
          .containsExactly(
              Map.of("body", "one", "attributes", Map.of("log.file.name", "a.log")),
              Map.of("body", "two", "attributes", Map.of("log.file.name", "a.log")));
      rig.write("a.log", "ree\n").poll();
      assertThat(rig.bodies()).containsExactly("three");
    }
  }

  @Test
  void filesThatAppearLaterAreReadFromTheirStart() throws IOException {
    try (FileLogRig rig = new FileLogRig(folder).start()) {
      rig.write("b.log", "first\n").poll();
      assertThat(rig.bodies()).containsExactly("first");
    }
  }

  @Test
  void theRestOfALineIsAnEntryWhenNothingComesForAWhile() throws IOException {
    try (FileLogRig rig = new FileLogRig(folder).write("a.log", "a\nrest").start(BEGINNING)) {
      assertThat(rig.bodies()).containsExactly("a");
      rig.poll().poll();
      assertThat(rig.bodies()).isEmpty();
      rig.poll().poll();
      assertThat(rig.bodies()).containsExactly("rest");
    }
  }

  @Test
  void entriesOfSeveralLinesBeginOrEndByAPattern() throws IOException {
    String trace = "E one\n at a\n at b\nE two\n at c\nE three\n";
    try (FileLogRig rig = new FileLogRig(folder).write("a.log", trace)) {
      rig.start(BEGINNING, "multiline: {line_start_pattern: '^E'}");
      assertThat(rig.bodies()).containsExactly("E one\n at a\n at b", "E two\n at c");
      rig.poll().poll().poll();
      assertThat(rig.bodies()).containsExactly("E three");
    }
    try (FileLogRig rig = new FileLogRig(folder)) {
      rig.start(BEGINNING, "multiline: {line_end_pattern: 'b$|two', omit_pattern: true}");
      assertThat(rig.bodies()).containsExactly("E one\n at a\n at", "E");
    }
  }

  @Test
  void theFileGivesAttributes() throws IOException {
    try (FileLogRig rig = new FileLogRig(folder).write("a.log", "x\ny\n")) {
      rig.start(
          BEGINNING,
          "include_file_path: true",
          "include_file_path_resolved: true",
          "include_file_record_number: true",
          "include_file_record_offset: true",
          "include_file_permissions: true",
          "attributes: {team: shop}",
          "resource: {host: 'EXPR(\"h\" + \"1\")'}");
      Files.setPosixFilePermissions(
          folder.resolve("a.log"),
          java.nio.file.attribute.PosixFilePermissions.fromString("rw-r-----"));
      String path = folder.resolve("a.log").toString();
      assertThat(rig.records().getLast())
          .containsEntry("resource", Map.of("host", "h1"))
          .extractingByKey("attributes", org.assertj.core.api.InstanceOfAssertFactories.MAP)
          .containsEntry("log.file.path", path)
          .containsEntry("log.file.name", "a.log")
          .containsEntry("log.file.record_number", 2L)
          .containsEntry("log.file.record_offset", 2L)
          .containsEntry("team", "shop")
          .containsKeys("log.file.path_resolved", "log.file.permissions");
    }
  }

  @Test
  void moreFilesThanMayBeOpenAreRead() throws IOException {
    FileLogRig rig = new FileLogRig(folder);
    for (int i = 0; i < 50; i++) {
      rig.write("f" + i + ".log", "a" + i + "\n");
    }
    try (rig) {
      rig.start(BEGINNING, "max_concurrent_files: 4");
      for (int i = 0; i < 50; i++) {
        rig.write("f" + i + ".log", "b" + i + "\n");
      }
      rig.poll();
      assertThat(rig.bodies()).hasSize(100).doesNotHaveDuplicates();
    }
  }

  @Test
  void excludedAndOldFilesAreLeftAlone() throws IOException {
    FileLogRig rig = new FileLogRig(folder).write("a.log", "1\n").write("b.log", "2\n");
    Files.createDirectories(folder.resolve("x/y"));
    rig.write("x/y/c.log", "3\n").write("x/old.log", "4\n");
    Files.setLastModifiedTime(
        folder.resolve("x/old.log"), java.nio.file.attribute.FileTime.fromMillis(0));
    try (rig) {
      rig.start(
          BEGINNING,
          "include: ['FOLDER/**/*.log']",
          "exclude: ['FOLDER/b*']",
          "exclude_older_than: 240000h");
      assertThat(rig.bodies()).containsExactlyInAnyOrder("1", "3");
    }
  }
}
