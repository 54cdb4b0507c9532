package io.beltline.receiver.filelog;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Recognises copies of files by their content. Stateless. */
final class Copies {
  private Copies() {}

  /** A file that was found: what the system says of it, where it is, and whether it is gzip. */
  record Found(FileIdentity identity, Path path, boolean compressed) {}

  /**
   * Where the content of a file stands that was renamed, copied or compressed: a related file in
   * its folder that is the same, or has the same content up to where it was read.
   */
  static @Nullable Found find(TailedFile file) {
    for (Path path : siblings(file.path)) {
      FileIdentity identity = FileIdentity.of(path);
      if (identity != null && identity.key().equals(file.key)) {
        return new Found(identity, path, file.compressed);
      }
    }
    for (Path path : siblings(file.path)) {
      Found found = file.read.offset() == 0 ? null : same(file, path);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable Found same(TailedFile file, Path path) {
    FileIdentity identity = FileIdentity.of(path);
    try {
      boolean compressed = identity != null && GzipContent.isGzip(path);
      return identity != null && isSame(file, path, compressed)
          ? new Found(identity, path, compressed)
          : null;
    } catch (IOException unreadable) {
      return null; // no copy that could be read from
    }
  }

  private static List<Path> siblings(Path original) {
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

  /** Whether a path has the content of a file up to where that was read. */
  static boolean isSame(TailedFile file, Path path, boolean compressed) throws IOException {
    try (Content content = TailedFile.open(path, compressed)) {
      return file.head.isOf(content, file.read);
    }
  }

  /** Whether a path has the content of a file that is longer, and which is there still. */
  static boolean isStart(TailedFile file, Path path, long size) throws IOException {
    if (size == 0 || size > file.read.offset() || file.compressed) {
      return false;
    }
    try (Content copy = TailedFile.open(path, false);
        Content original = TailedFile.open(file.path, false)) {
      int first = (int) Math.min(size, Math.max(file.head.length(), TailHash.WINDOW));
      Mark end = FileReader.end(copy, size);
      return end != null && Head.of(copy, first).isOf(original, end);
    }
  }
}
