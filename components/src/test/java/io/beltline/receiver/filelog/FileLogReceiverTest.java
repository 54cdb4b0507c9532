package io.beltline.receiver.filelog;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Reservation;
import io.beltline.api.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void whatIsRefusedForATimeIsOfferedAgain() throws IOException {
    FileLogRig rig = new FileLogRig(folder).write("a.log", "a\n");
    List<String> answers = new ArrayList<>(List.of("no", "no"));
    rig.next.answering(
        (context, telemetry) ->
            answers.isEmpty() ? ConsumeResult.accepted() : refusal(answers.removeFirst()));
    try (rig) {
      rig.start(BEGINNING);
      rig.poll(Duration.ofSeconds(1)).poll(Duration.ofSeconds(2)).poll(Duration.ofSeconds(4));
      assertThat(rig.bodies()).containsExactly("a", "a", "a");
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

  @Test
  void readingGoesOnAfterABug() throws IOException {
    FileLogRig rig = new FileLogRig(folder).write("a.log", "one\n");
    AtomicBoolean sound = new AtomicBoolean();
    rig.next.answering(
        (context, telemetry) -> {
          if (!sound.getAndSet(true)) {
            throw new IllegalStateException("a bug");
          }
          return ConsumeResult.accepted();
        });
    try (rig) {
      rig.start(BEGINNING);
      assertThat(rig.bodies()).containsExactly("one");
      rig.write("a.log", "two\n").poll(Duration.ofSeconds(10));
      assertThat(rig.bodies()).containsExactly("two");
    }
  }

  private static ConsumeResult refusal(String words) {
    return ConsumeResult.unavailable(words, null);
  }

  @Test
  void whatIsRefusedForGoodIsPassedBy() throws IOException {
    FileLogRig rig = new FileLogRig(folder).write("a.log", "bad\n");
    rig.next.answering(new ConsumeResult.Permanent(Status.INVALID_ARGUMENT, "no"));
    try (rig) {
      rig.start(BEGINNING, "storage: file_storage");
      rig.stop();
      rig.start(BEGINNING, "storage: file_storage");
      assertThat(rig.bodies()).containsExactly("bad");
    }
  }

  @Test
  void anotherRunGoesOnWhereLinesWereDelivered() throws IOException {
    try (FileLogRig rig = new FileLogRig(folder).write("a.log", "1\n2\n")) {
      rig.start(BEGINNING, "storage: file_storage");
      assertThat(rig.bodies()).containsExactly("1", "2");
      rig.stop();
      rig.write("a.log", "3\n").start(BEGINNING, "storage: file_storage");
      assertThat(rig.bodies()).containsExactly("3");
    }
  }

  @Test
  void theOffsetDoesNotMoveWhileAQueueHoldsTheLines() throws IOException {
    FileLogRig rig = new FileLogRig(folder).write("a.log", "1\n2\n");
    List<Reservation> held = new ArrayList<>();
    rig.next.answering(
        (context, telemetry) -> {
          Reservation reserved = Objects.requireNonNull(context.reservation());
          held.add(Objects.requireNonNull(reserved.share()));
          return ConsumeResult.accepted();
        });
    try (rig) {
      rig.start(BEGINNING, "storage: file_storage");
      rig.write("a.log", "3\n").poll();
      assertThat(rig.bodies()).containsExactly("1", "2", "3");
      held.get(1).close();
      rig.poll().close();
      rig.start(BEGINNING, "storage: file_storage");
      assertThat(rig.bodies())
          .as("the first two are not delivered yet")
          .containsExactly("1", "2", "3");
      held.get(2).close();
      rig.poll().close();
      rig.start(BEGINNING, "storage: file_storage").poll();
      assertThat(rig.bodies()).isEmpty();
    }
  }

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
  void theRestOfATruncatedFileIsReadFromItsCopy() throws IOException {
    try (FileLogRig rig = new FileLogRig(folder).write("a.log", "1\n2\n")) {
      rig.start(BEGINNING, "include: ['FOLDER/a.log']");
      rig.write("a.log", "3\n");
      Files.copy(folder.resolve("a.log"), folder.resolve("a.log.1"));
      Files.writeString(folder.resolve("a.log"), "");
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
      Files.copy(folder.resolve("a.log"), folder.resolve("a.log.1"));
      rig.poll();
      rig.write("a.log", "4\n").poll();
      Files.writeString(folder.resolve("a.log"), "5\n");
      rig.poll().poll();
      assertThat(rig.bodies()).containsExactly("1", "2", "3", "4", "5");
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
  void aCompressedCopyOfARenamedFileIsNotReadAgain() throws IOException {
    try (FileLogRig rig = new FileLogRig(folder).write("a.log", "1\n2\n")) {
      rig.start(BEGINNING, "compression: auto");
      Files.move(folder.resolve("a.log"), folder.resolve("a.log.1"));
      rig.poll();
      rig.write("a.log.1.gz", gzip("1\n2\n3\n"));
      Files.delete(folder.resolve("a.log.1"));
      rig.poll().poll();
      assertThat(rig.bodies()).containsExactly("1", "2", "3");
    }
  }

  @Test
  void gzipFilesAreReadAndReadOnWhenTheyGrow() throws IOException {
    try (FileLogRig rig = new FileLogRig(folder).write("a.gz", gzip("1\n2\n"))) {
      rig.start(BEGINNING, "compression: gzip");
      assertThat(rig.bodies()).containsExactly("1", "2");
      rig.write("a.gz", gzip("3\n")).poll();
      assertThat(rig.bodies()).containsExactly("3");
    }
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void longLinesAreDividedOrCut() throws IOException {
    try (FileLogRig rig = new FileLogRig(folder).write("a.log", "abcdefghij\nshort\n")) {
      rig.start(BEGINNING, "max_log_size: 4");
      assertThat(rig.bodies()).containsExactly("abcd", "efgh", "ij", "shor", "t");
    }
    try (FileLogRig rig = new FileLogRig(folder)) {
      rig.start(BEGINNING, "max_log_size: 4", "max_log_size_behavior: truncate");
      assertThat(rig.bodies()).containsExactly("abcd", "shor");
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
  void otherEncodingsBecomeText() throws IOException {
    FileLogRig rig =
        new FileLogRig(folder).write("a.log", "häß\n日本\n".getBytes(StandardCharsets.UTF_16LE));
    try (rig) {
      rig.start(BEGINNING, "encoding: utf-16le");
      assertThat(rig.bodies()).containsExactly("häß", "日本");
    }
  }

  @Test
  void bytesThatAreNoTextAreMarked() throws IOException {
    FileLogRig rig = new FileLogRig(folder).write("a.log", new byte[] {'a', (byte) 0xff, '\n'});
    try (rig) {
      rig.start(BEGINNING);
      assertThat(rig.bodies()).containsExactly("a\ufffd");
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
  void filesAreDeletedWhenAllOfThemIsDelivered() throws IOException {
    try (FileLogRig rig = new FileLogRig(folder).write("a.log", "1\n")) {
      rig.start(BEGINNING, "delete_after_read: true").poll();
      assertThat(rig.bodies()).containsExactly("1");
      assertThat(folder.resolve("a.log")).doesNotExist();
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
  void linesThatAnOperatorHoldsAreReadAgain() throws IOException {
    String join =
        "operators: [{type: recombine, combine_field: body, is_first_entry: 'body startsWith"
            + " \"E\"'}]";
    try (FileLogRig rig = new FileLogRig(folder).write("a.log", "E1\n a\nE2\n b\n")) {
      String keep = "preserve_leading_whitespaces: true";
      rig.start(BEGINNING, join, keep, "storage: file_storage");
      assertThat(rig.bodies()).containsExactly("E1\n a");
      rig.stop();
      rig.write("a.log", " c\nE3\n").start(BEGINNING, join, keep, "storage: file_storage");
      assertThat(rig.bodies()).containsExactly("E2\n b\n c");
      rig.poll(Duration.ofSeconds(6)).poll();
      assertThat(rig.bodies()).containsExactly("E3");
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
