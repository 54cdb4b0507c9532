package io.beltline.receiver.filelog;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.tailing.Gzip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Copies of files that are read: by copying and truncating, as a backup, and what only looks so.
 */
class FileLogCopyTest {
  private static final String BEGINNING = "start_at: beginning";
  private static final String STORAGE = "storage: file_storage";

  @TempDir private Path folder;

  private Path file(String name) {
    return folder.resolve(name);
  }

  @Test
  void theRestOfATruncatedFileIsReadFromItsCopy() throws IOException {
    try (FileLogRig rig = new FileLogRig(folder).write("a.log", "1\n2\n")) {
      rig.start(BEGINNING, "include: ['FOLDER/a.log']");
      rig.write("a.log", "3\n");
      Files.copy(file("a.log"), file("a.log.1"));
      Files.writeString(file("a.log"), "");
      rig.poll().poll();
      rig.write("a.log", "4\n").poll();
      assertThat(rig.bodies()).containsExactly("1", "2", "3", "4");
    }
  }

  @Test
  void aCopyThatIsIncludedIsReadFromWhereItsOriginalWasLeft() throws IOException {
    try (FileLogRig rig = new FileLogRig(folder).write("a.log", "1\n2\n")) {
      rig.start(BEGINNING);
      rig.write("a.log", "3\n");
      Files.copy(file("a.log"), file("a.log.1"));
      rig.poll();
      rig.write("a.log", "4\n").poll();
      Files.writeString(file("a.log"), "5\n");
      rig.poll().poll();
      assertThat(rig.bodies()).containsExactly("1", "2", "3", "4", "5");
    }
  }

  @Test
  void aCopyOfWhatWasReadIsNotReadAgainWhenItsOriginalIsTruncated() throws IOException {
    try (FileLogRig rig = new FileLogRig(folder).write("a.log", "1\n2\n")) {
      rig.start(BEGINNING);
      Files.copy(file("a.log"), file("a.log.1"));
      rig.poll();
      rig.write("a.log", "3\n").poll();
      Files.writeString(file("a.log"), "4\n");
      rig.poll().poll();
      assertThat(rig.bodies()).containsExactly("1", "2", "3", "4");
      rig.write("a.log.1", "5\n").poll();
      assertThat(rig.bodies()).containsExactly("5");
    }
  }

  @Test
  void aCopyThatBecameSomethingElseIsReadWhenItsOriginalIsTruncated() throws IOException {
    try (FileLogRig rig = new FileLogRig(folder).write("a.log", "1\n2\n")) {
      rig.start(BEGINNING);
      Files.copy(file("a.log"), file("a.log.1"));
      rig.poll();
      assertThat(rig.bodies()).containsExactly("1", "2");
      Files.writeString(file("a.log.1"), "7\n8\n"); // as long as before
      Files.writeString(file("a.log"), "3\n");
      rig.poll().poll();
      assertThat(rig.bodies()).containsExactlyInAnyOrder("3", "7", "8");
    }
  }

  @Test
  void aCopyIsOneStillAfterARestart() throws IOException {
    try (FileLogRig rig = new FileLogRig(folder).write("a.log", "1\n2\n")) {
      rig.start(BEGINNING, STORAGE);
      rig.write("a.log", "3\n");
      Files.copy(file("a.log"), file("a.log.1"));
      rig.poll().stop();
      rig.start(BEGINNING, STORAGE).poll();
      assertThat(rig.bodies()).containsExactly("1", "2", "3");
    }
  }

  @Test
  void aCopyThatWasFoundEmptyIsOneStill() throws IOException {
    try (FileLogRig rig = new FileLogRig(folder).write("a.log", "1\n2\n")) {
      rig.start(BEGINNING);
      rig.write("a.log.1", "").poll();
      rig.write("a.log.1", "1\n").poll();
      rig.write("a.log.1", "2\n").poll();
      assertThat(rig.bodies()).containsExactly("1", "2");
    }
  }

  @Test
  void theRightOneOfTwoFilesWithOneHeadIsTheOriginal() throws IOException {
    String head = "#".repeat(2000) + "\n";
    byte[] gzip = Gzip.of(head + "1\n2\n");
    try (FileLogRig rig = new FileLogRig(folder).write("a.log", head + "1\n2\n")) {
      rig.start(BEGINNING, "compression: auto");
      Files.move(file("a.log"), file("a.log.1"));
      rig.write("a.log", head).poll();
      rig.write("a.log.1.gz", Arrays.copyOf(gzip, 12)).poll();
      Files.delete(file("a.log.1"));
      rig.write("a.log", "3\n").poll();
      rig.write("a.log.1.gz", Arrays.copyOfRange(gzip, 12, gzip.length)).poll().poll().poll();
      assertThat(rig.bodies())
          .filteredOn(body -> !String.valueOf(body).startsWith("#"))
          .containsExactly("1", "2", "3");
    }
  }

  @Test
  void twoFilesOfEqualContentAreTwo() throws IOException {
    String text = "x".repeat(70) + "\n";
    String same = text.repeat(1000);
    try (FileLogRig rig = new FileLogRig(folder).write("a.log", same).write("b.log", same)) {
      rig.start(BEGINNING);
      assertThat(rig.bodies()).hasSize(2000);
    }
  }

  @Test
  void filesThatBeginAlikeAreAllRead() throws IOException {
    try (FileLogRig rig = new FileLogRig(folder).write("app.1.log", "#Fields: a b\none\n")) {
      rig.start("include: ['FOLDER/app.*.log']", BEGINNING);
      assertThat(rig.bodies()).containsExactly("#Fields: a b", "one");
      rig.write("app.2.log", "#Fields: a b\n").poll();
      rig.write("app.2.log", "two\n").poll();
      assertThat(rig.bodies()).containsExactly("#Fields: a b", "two");
      rig.write("app.2.log", "three is longer than what the first has\n").poll();
      assertThat(rig.bodies()).containsExactly("three is longer than what the first has");
    }
  }
}
