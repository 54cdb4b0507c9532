package io.beltline.receiver.filelog;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.tailing.Gzip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are compressed: whole, growing, cut, damaged, and copies of others. */
class FileLogGzipTest {
  private static final String BEGINNING = "start_at: beginning";
  private static final String GZIP = "compression: gzip";
  private static final String DELETE = "delete_after_read: true";

  @TempDir private Path folder;

  @Test
  void gzipFilesAreReadAndReadOnWhenTheyGrow() throws IOException {
    try (FileLogRig rig = new FileLogRig(folder).write("a.gz", Gzip.of("1\n2\n"))) {
      rig.start(BEGINNING, GZIP);
      assertThat(rig.bodies()).containsExactly("1", "2");
      rig.write("a.gz", Gzip.of("3\n")).poll();
      assertThat(rig.bodies()).containsExactly("3");
    }
  }

  @Test
  void theLastLineNeedsNoLineFeed() throws IOException {
    try (FileLogRig rig = new FileLogRig(folder).write("a.gz", Gzip.of("1\n2"))) {
      rig.start(BEGINNING, GZIP, DELETE).poll().poll().poll().poll();
      assertThat(rig.bodies()).containsExactly("1", "2");
      assertThat(folder.resolve("a.gz")).doesNotExist();
    }
  }

  @Test
  void aDamagedFileIsNotTakenForRead() throws IOException {
    byte[] damaged = Gzip.of("1\n2\n");
    damaged[damaged.length - 6] ^= 1; // the checksum
    try (FileLogRig rig = new FileLogRig(folder).write("a.gz", damaged)) {
      rig.start(BEGINNING, GZIP, DELETE).poll();
      assertThat(rig.bodies()).containsExactly("1", "2");
      assertThat(folder.resolve("a.gz")).exists();
      assertThat(rig.settings.meter().count("otelcol_fileconsumer_failed_reads")).isEqualTo(1);
    }
  }

  @Test
  void whatStandsBeforeTheDamageIsRead() throws IOException {
    byte[] first = Gzip.of("1\n2\n");
    byte[] both = Arrays.copyOf(first, first.length + 4);
    both[first.length] = 'x'; // no second member begins so
    try (FileLogRig rig = new FileLogRig(folder).write("a.gz", both)) {
      rig.start(BEGINNING, GZIP, DELETE).poll();
      assertThat(rig.bodies()).containsExactly("1", "2");
      assertThat(folder.resolve("a.gz")).exists();
    }
  }

  @Test
  void aFileThatEndsInTheMiddleIsNotTakenForRead() throws IOException {
    byte[] whole = Gzip.of("1\n2\n3\n");
    try (FileLogRig rig = new FileLogRig(folder)) {
      rig.write("a.gz", Arrays.copyOf(whole, whole.length - 3));
      rig.start(BEGINNING, GZIP, DELETE).poll().poll().poll().poll();
      assertThat(rig.bodies()).containsExactly("1", "2", "3");
      assertThat(folder.resolve("a.gz")).exists();
      rig.write("a.gz", Arrays.copyOfRange(whole, whole.length - 3, whole.length)).poll().poll();
      assertThat(rig.bodies()).isEmpty();
      assertThat(folder.resolve("a.gz")).doesNotExist();
    }
  }

  @Test
  void aCompressedCopyOfARenamedFileIsNotReadAgain() throws IOException {
    try (FileLogRig rig = new FileLogRig(folder).write("a.log", "1\n2\n")) {
      rig.start(BEGINNING, "compression: auto");
      Files.move(folder.resolve("a.log"), folder.resolve("a.log.1"));
      rig.poll();
      rig.write("a.log.1.gz", Gzip.of("1\n2\n3\n"));
      Files.delete(folder.resolve("a.log.1"));
      rig.poll().poll();
      assertThat(rig.bodies()).containsExactly("1", "2", "3");
    }
  }

  @Test
  void aCompressedCopyThatIsBeingWrittenIsNotReadAgain() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      lines.append(i * 7919L % 1_000_003).append('\n');
    }
    byte[] gzip = Gzip.of(lines.toString());
    try (FileLogRig rig = new FileLogRig(folder).write("a.log", lines.toString())) {
      rig.start(BEGINNING, "compression: auto");
      assertThat(rig.bodies()).hasSize(20_000);
      rig.write("a.log.1.gz", new byte[0]).poll();
      rig.write("a.log.1.gz", Arrays.copyOf(gzip, 10)).poll();
      rig.write("a.log.1.gz", Arrays.copyOfRange(gzip, 10, gzip.length / 2)).poll().poll();
      rig.write("a.log.1.gz", Arrays.copyOfRange(gzip, gzip.length / 2, gzip.length)).poll();
      Files.delete(folder.resolve("a.log"));
      rig.write("a.log", "new\n").poll().poll();
      assertThat(rig.bodies()).containsExactly("new");
    }
  }
}
