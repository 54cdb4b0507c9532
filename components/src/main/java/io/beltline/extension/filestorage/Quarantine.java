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

/** Where damaged files are kept for a person to look at: the newest few of each store. */
final class Quarantine {
  static final int KEPT = 5;

  /** The largest file that is copied: it stands on a disk that may be short of room. */
  private static final long MOST = 64 << 20;

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSSSSSSSS").withZone(ZoneOffset.UTC);

  private final Path directory;
  private final Clock clock;
  private final long most;

  Quarantine(Path directory, Clock clock) {
    this(directory, clock, MOST);
  }

  Quarantine(Path directory, Clock clock, long most) {
    this.directory = directory;
    this.clock = clock;
    this.most = most;
  }

  /**
   * Copies a file and returns the copy: one of before, if that is what the file begins with and all
   * that is damaged is in it.
   *
   * @param damage where the last damage of the file ends
   * @throws IOException if it is too large, or cannot be copied
   */
  Path copy(Path file, long damage) throws IOException {
    if (Files.size(file) > most) {
      throw new IOException("it is larger than " + most + " bytes");
    }
    Files.createDirectories(directory);
    for (Path before : copies(file)) {
      long same = Files.mismatch(file, before);
      if (same < 0 || (same == Files.size(before) && same >= damage)) {
        return before;
      }
    }
    Path part = directory.resolve("part-" + file.getFileName());
    Path copy = place(file);
    try {
      Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, copy, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
    trim(file);
    return copy;
  }

  /** Moves a file, which takes no room: if not here, then to a name beside its own. */
  Path move(Path file) throws IOException {
    Path kept = place(file);
    try {
      Files.createDirectories(directory);
      Files.move(file, kept, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException denied) {
      Path beside = file.resolveSibling(file.getFileName() + ".damaged");
      return Files.move(file, beside, StandardCopyOption.REPLACE_EXISTING);
    }
    trim(file);
    return kept;
  }

  private Path place(Path file) {
    String stamp = STAMP.format(Instant.EPOCH.plusNanos(clock.unixNanos()));
    return directory.resolve(file.getFileName() + "." + stamp);
  }

  private List<Path> copies(Path file) throws IOException {
    String prefix = file.getFileName() + ".";
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(each -> each.getFileName().toString().startsWith(prefix))
          .sorted()
          .toList();
    }
  }

  private void trim(Path file) throws IOException {
    List<Path> copies = copies(file);
    for (Path old : copies.subList(0, Math.max(0, copies.size() - KEPT))) {
      Files.delete(old);
    }
  }
}
