package io.beltline.components.tailing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Recognises copies of files by their content. Stateless. */
final class Copies {
  private Copies() {}

  /** Whether a path has the content of a file up to where that was read. */
  static boolean isSame(TailedFile file, Path path, boolean compressed) throws IOException {
    try (Content content = TailedFile.open(path, compressed)) {
      return file.head.isOf(content, file.read);
    }
  }

  /**
   * Up to where a path has the content that was read of a file: to where that was read; or, if it
   * ends before, to the last place where reading stood, if it agrees with two such places: one may
   * be the end of a header that many files have. If the last lines only were read since, it was
   * copied before them, and all of it was read.
   *
   * @return null if it is no copy, or nothing was read
   */
  static @Nullable Mark common(TailedFile file, Path path, boolean compressed) throws IOException {
    if (file.read.offset() == 0) {
      return null;
    }
    try (Content content = TailedFile.open(path, compressed)) {
      return file.head.isOf(content, Mark.START) ? common(file, content) : null;
    }
  }

  private static @Nullable Mark common(TailedFile file, Content content) throws IOException {
    List<Mark> marks = file.trail.upTo(file.read);
    int agreed = 0;
    for (Mark mark : marks) {
      switch (Head.fit(content, mark)) {
        case SAME -> agreed++;
        case OTHER -> {
          return null;
        }
        case ENDS -> {
          if (agreed < 2) {
            return null;
          }
          boolean all = content instanceof PlainContent && mark.equals(file.read);
          Mark end = all ? FileReader.end(content, content.size()) : null;
          return end == null ? marks.get(agreed - 1) : end;
        }
      }
    }
    return file.read;
  }

  /** Whether a file still has the content before a mark. */
  static boolean has(TailedFile file, Mark mark) throws IOException {
    if (mark.offset() == 0) {
      return false;
    }
    Content open = file.content;
    if (open != null) {
      return Head.EMPTY.isOf(open, mark);
    }
    try (Content content = TailedFile.open(file.place(), file.compressed)) {
      return Head.EMPTY.isOf(content, mark);
    }
  }

  /** Whether other content stands in a file than was read of it, which is there still. */
  static boolean isTruncated(TailedFile file) throws IOException {
    boolean there = file.isThere() && !file.compressed && file.read.offset() > 0;
    return there && !has(file, file.read);
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
    if (size == 0 || file.compressed || !file.isThere()) {
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
