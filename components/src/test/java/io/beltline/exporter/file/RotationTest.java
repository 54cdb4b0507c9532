package io.beltline.exporter.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.testkit.FakeClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotationTest {
  private static final int MEGABYTE = 1 << 20;
  private final FakeClock clock = new FakeClock();

  @Test
  void oldFilesBearTheMomentTheyWereClosed(@TempDir Path directory) throws IOException {
    OutputFile file = file(directory.resolve("data.json"), new RotationConfig(1, 0, 0, false));
    file.write(new byte[MEGABYTE]);
    clock.advance(Duration.ofMillis(61_173));
    file.write(new byte[1]);
    file.close();
    assertThat(names(directory)).containsExactly("data-2026-01-01T00-01-01.173.json", "data.json");
    assertThat(directory.resolve("data.json")).hasSize(1);
  }

  @Test
  void aNameWithoutAnExtensionGetsTheTimeAtItsEnd(@TempDir Path directory) throws IOException {
    OutputFile file = file(directory.resolve("data"), new RotationConfig(1, 0, 0, false));
    file.write(new byte[MEGABYTE]);
    file.write(new byte[1]);
    file.close();
    assertThat(names(directory)).containsExactly("data", "data-2026-01-01T00-00-00.000");
  }

  @Test
  void filesClosedInOneMillisecondKeepTheirOwnNames(@TempDir Path directory) throws IOException {
    OutputFile file = file(directory.resolve("a.b"), new RotationConfig(1, 0, 0, false));
    for (int i = 0; i < 4; i++) {
      file.write(new byte[MEGABYTE]);
    }
    file.close();
    assertThat(names(directory))
        .containsExactly(
            "a-2026-01-01T00-00-00.000.b",
            "a-2026-01-01T00-00-00.001.b",
            "a-2026-01-01T00-00-00.002.b",
            "a.b");
  }

  @Test
  void aRecordLargerThanAFileStandsAlone(@TempDir Path directory) throws IOException {
    OutputFile file = file(directory.resolve("a.b"), new RotationConfig(1, 0, 0, false));
    file.write(new byte[1]);
    file.write(new byte[3 * MEGABYTE]);
    file.write(new byte[2]);
    file.close();
    assertThat(names(directory)).hasSize(3);
    assertThat(directory.resolve("a-2026-01-01T00-00-00.001.b")).hasSize(3 * MEGABYTE);
  }

  @Test
  void surplusAndAgedFilesAreDeletedAndOthersLeftAlone(@TempDir Path directory) throws IOException {
    for (String name :
        List.of(
            "a-2025-12-31T00-00-01.000.b",
            "a-2025-12-30T23-59-59.000.b",
            "a-2025-12-31T10-00-00.000-size.b",
            "a-notes.b",
            "a-2025-12-01T00-00-00.000.bak",
            "b-2025-12-01T00-00-00.000.b")) {
      Files.createFile(directory.resolve(name));
    }
    Backups aged = new Backups(directory.resolve("a.b"), new RotationConfig(1, 1, 0, false));
    aged.clean(new LocalDisk("0755"), Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(names(directory))
        .containsExactlyInAnyOrder(
            "a-2025-12-31T00-00-01.000.b",
            "a-2025-12-31T10-00-00.000-size.b",
            "a-notes.b",
            "a-2025-12-01T00-00-00.000.bak",
            "b-2025-12-01T00-00-00.000.b");
    Backups surplus = new Backups(directory.resolve("a.b"), new RotationConfig(1, 0, 1, false));
    surplus.clean(new LocalDisk("0755"), Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(names(directory))
        .contains("a-2025-12-31T10-00-00.000-size.b", "a-notes.b")
        .doesNotContain("a-2025-12-31T00-00-01.000.b");
  }

  @Test
  void localTimeNamesFilesByTheMachinesZone(@TempDir Path directory) {
    Backups local = new Backups(directory.resolve("a.b"), new RotationConfig(1, 0, 0, true));
    Instant moment = Instant.parse("2026-01-01T00:00:00Z");
    String expected =
        DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss.SSS")
            .format(moment.atZone(ZoneId.systemDefault()));
    assertThat(local.free(new LocalDisk("0755"), moment))
        .isEqualTo(directory.toAbsolutePath().resolve("a-" + expected + ".b"));
  }

  @Property(tries = 25, seed = "20261123")
  void noRecordIsLostOrTornAcrossRotationsAndRestarts(
      @ForAll @Size(min = 1, max = 25) List<@IntRange(min = 1, max = 700_000) Integer> sizes)
      throws IOException {
    Path directory = Files.createTempDirectory("rotation");
    try {
      Path path = directory.resolve("out.json");
      RotationConfig rotation = new RotationConfig(1, 0, 0, false);
      OutputFile file = file(path, rotation);
      List<String> written = new ArrayList<>();
      for (int size : sizes) {
        String line = written.size() + ":" + "x".repeat(size);
        file.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        written.add(line);
        clock.advance(Duration.ofMillis(size % 3)); // sometimes in the same millisecond
        if (size % 5 == 0) {
          file.close();
          file = file(path, rotation);
        }
      }
      file.close();
      List<String> read = new ArrayList<>();
      List<String> names = new ArrayList<>(names(directory));
      names.remove("out.json");
      names.add("out.json"); // the old ones sort by time
      for (String name : names) {
        Path part = directory.resolve(name);
        assertThat(Files.size(part)).isLessThanOrEqualTo(MEGABYTE);
        assertThat(Files.readString(part)).endsWith("\n");
        read.addAll(Files.readAllLines(part));
      }
      assertThat(read.equals(written)).as("all records in order").isTrue();
    } finally {
      deleteAll(directory);
    }
  }

  private OutputFile file(Path path, RotationConfig rotation) {
    return new OutputFile(
        path,
        new LocalDisk("0755"),
        clock,
        rotation,
        failed -> {
          throw new UncheckedIOException(failed);
        });
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  private static void deleteAll(Path directory) throws IOException {
    for (String name : names(directory)) {
      Files.delete(directory.resolve(name));
    }
    Files.delete(directory);
  }
}
