package io.beltline.extension.filestorage;

import io.beltline.api.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;

/** Where copies of damaged files are kept for a person to look at: the newest few of each store. */
final class Quarantine {
  static final int KEPT = 5;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSSSSSSSS").withZone(ZoneOffset.UTC);

  private final Path directory;
  private final Clock clock;

  Quarantine(Path directory, Clock clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /** Copies a file and returns the copy. */
  Path copy(Path file) throws IOException {
    Files.createDirectories(directory);
    String stamp = STAMP.format(Instant.EPOCH.plusNanos(clock.unixNanos()));
    Path copy = directory.resolve(file.getFileName() + "." + stamp);
    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
    String prefix = file.getFileName() + ".";
    List<Path> copies;
    try (Stream<Path> files = Files.list(directory)) {
      copies =
          files.filter(each -> each.getFileName().toString().startsWith(prefix)).sorted().toList();
    }
    for (Path old : copies.subList(0, Math.max(0, copies.size() - KEPT))) {
      Files.delete(old);
    }
    return copy;
  }
}
