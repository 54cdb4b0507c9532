package io.beltline.components.tailing;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks in the folder of a file for where its content went. Stateless. */
final class Siblings {
  private Siblings() {}

  /**
   * A file that was found.
   *
   * @param identity what the system says of it
   * @param path where it is
   * @param compressed whether it is gzip
   * @param common up to where it has what was read of the file looked for
   */
  record Found(FileIdentity identity, Path path, boolean compressed, Mark common) {}

  /** Where a file stands that was renamed; null if it is not there. */
  static @Nullable Found renamed(TailedFile file) {
    for (Path path : of(file.path)) {
      FileIdentity identity = FileIdentity.of(path);
      if (identity != null && identity.key().equals(file.key)) {
        return new Found(identity, path, file.compressed, file.read);
      }
    }
    return null;
  }

  /**
   * The copy of a file: of several the one that has most of what was read, then one that is not
   * compressed, then the one that was written last, since files that begin alike may all have the
   * little that was read.
   *
   * @param free whether a key may be the copy's: none that is read itself
   */
  static @Nullable Found copy(TailedFile file, Predicate<String> free) {
    return of(file.path).stream()
        .flatMap(path -> Stream.ofNullable(copy(file, path, free)))
        .max(
            Comparator.comparingLong((Found found) -> found.common().offset())
                .thenComparing(found -> !found.compressed())
                .thenComparingLong(found -> found.identity().modifiedMillis()))
        .orElse(null);
  }

  private static @Nullable Found copy(TailedFile file, Path path, Predicate<String> free) {
    FileIdentity identity = FileIdentity.of(path);
    if (identity == null || identity.key().equals(file.key) || !free.test(identity.key())) {
      return null;
    }
    try {
      boolean compressed = GzipContent.isGzip(path);
      Mark common = Copies.common(file, path, compressed);
      return common == null ? null : new Found(identity, path, compressed, common);
    } catch (IOException unreadable) {
      return null; // no copy that could be read from
    }
  }

  private static List<Path> of(Path original) {
    List<Path> siblings = new ArrayList<>();
    Path parent = original.toAbsolutePath().getParent();
    if (parent == null) {
      return siblings;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent)) {
      for (Path entry : entries) {
        if (Relatives.isRelated(original, entry)) {
          siblings.add(entry);
        }
      }
    } catch (IOException | DirectoryIteratorException unreadable) {
      return siblings;
    }
    siblings.sort(null);
    return siblings;
  }
}
