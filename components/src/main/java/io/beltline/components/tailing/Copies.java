package io.beltline.components.tailing;

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

  /** Whether a file still has the content before a mark. */
  static boolean has(TailedFile file, Mark mark) throws IOException {
    if (mark.offset() == 0) {
      return false;
    }
    try (Content content = TailedFile.open(file.place(), file.compressed)) {
      return Head.EMPTY.isOf(content, mark);
    }
  }

  /**
   * Up to where a path has the content of a file that is there still, and as long or longer: what
   * is being copied, or was when the file was shorter.
   *
   * @return null if it is no such copy
   */
  static @Nullable Mark start(TailedFile file, Path path, boolean compressed, long size)
      throws IOException {
    Content open = file.content;
    if (size == 0 || file.compressed || (open == null && file.gone && file.location == null)) {
      return null;
    }
    if (open != null) {
      return start(file, open, path, compressed, size);
    }
    try (Content original = TailedFile.open(file.place(), false)) {
      return start(file, original, path, compressed, size);
    }
  }

  private static @Nullable Mark start(
      TailedFile file, Content original, Path path, boolean compressed, long size)
      throws IOException {
    long there = original.size();
    if (there == 0 || (!compressed && size > there)) {
      return null;
    }
    try (Content copy = TailedFile.open(path, compressed)) {
      long length = copy instanceof GzipContent gzip ? gzip.skipTo(there) : size;
      if (length == 0) {
        return copy.isCut() ? Mark.START : null;
      }
      Mark end = FileReader.end(copy, length);
      int first = (int) Math.min(length, Math.max(file.head.length(), TailHash.WINDOW));
      return end != null && Head.of(copy, first).isOf(original, end) ? end : null;
    }
  }
}
